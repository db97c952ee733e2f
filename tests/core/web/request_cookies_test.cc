// RequestHandler: its cookies, plain and signed.
#include "core/web/web_fixture.h"
#include "web/signed_value.h"

namespace eyewall::test {
namespace {

using ::testing::HasSubstr;
using web::RequestHandler;

class HandlerCookies : public WebTest {
 protected:
  void SetUp() override {
    WebTest::SetUp();
    settings.cookie_secret = "secret";
  }
};

class Reads : public RequestHandler {
 public:
  void get() { write(get_cookie("a", "none") + "," + get_secure_cookie("b").value_or("none")); }
};

TEST_F(HandlerCookies, TheClientsAreRead) {
  host_handler<Reads>();
  EXPECT_EQ(body_of(ask("GET /")), "none,none");
  EXPECT_EQ(body_of(ask("GET /", "Cookie: a=1; b=2\r\n")), "1,none");
  const std::string good = web::create_signed_value("secret", "b", "x y");
  EXPECT_EQ(body_of(ask("GET /", "Cookie: a=; b=" + good + "\r\n")), ",x y");
  const std::string forged = web::create_signed_value("other", "b", "x y");
  EXPECT_EQ(body_of(ask("GET /", "Cookie: b=" + forged + "\r\n")), "none,none");
}

class Sets : public RequestHandler {
 public:
  void get() {
    set_cookie("a", "1");
    set_cookie("ab", "2", {.path = "/x", .httponly = true});
    set_cookie("a", "3");
    clear_cookie("old", {.path = "/x"});
    set_secure_cookie("b", "\xff y");
  }
};

TEST_F(HandlerCookies, AreSentOnceAName) {
  host_handler<Sets>();
  const std::string answered = ask("GET /");
  EXPECT_THAT(answered, HasSubstr("\r\nSet-Cookie: a=3; Path=/\r\n"));
  EXPECT_THAT(answered, HasSubstr("\r\nSet-Cookie: ab=2; HttpOnly; Path=/x\r\n"));
  EXPECT_THAT(answered, Not(HasSubstr("a=1")));
  EXPECT_THAT(answered, testing::ContainsRegex("\r\nSet-Cookie: old=; expires=[^;]*; Path=/x\r\n"));
  EXPECT_THAT(answered, testing::ContainsRegex("\r\nSet-Cookie: b=/yB5[|][0-9]+[|][0-9a-f]+; "
                                               "expires=[^;]*GMT; Path=/\r\n"));
}

class Smuggles : public RequestHandler {
 public:
  void get() { set_cookie("a", get_argument("value")); }
};

TEST_F(HandlerCookies, CannotBreakOutOfTheirLine) {
  host(web::Application({web::url("/", web::handler<Smuggles>())}, settings));
  const std::string answered = ask("GET /?value=x%0d%0aEvil:+1");
  EXPECT_EQ(status(answered), 500);
  EXPECT_THAT(answered, Not(HasSubstr("Evil")));
}

TEST_F(HandlerCookies, AreNotSignedWithoutASecret) {
  settings.cookie_secret.clear();
  host_handler<Sets>();
  EXPECT_EQ(status(ask("GET /")), 500);
}

}  // namespace
}  // namespace eyewall::test
