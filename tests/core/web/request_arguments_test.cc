// What a handler was asked.
#include "core/web/web_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::HasSubstr;
using web::RequestHandler;

using Asking = WebTest;

class Asks : public RequestHandler {
 public:
  void get() {
    write(get_argument("a") + "|" + get_argument("b", "none"));
    for (const std::string& value : get_arguments("a")) write("|" + value);
  }
  void post() {
    write(get_argument("a"));
    for (const auto& [name, all] : files()) write("|" + name + "=" + all[0].body);
  }
};

TEST_F(Asking, ArgumentsComeFromTheQueryTidied) {
  host(web::Application({web::url("/", web::handler<Asks>())}));
  EXPECT_EQ(body_of(ask("GET /?a=1&b=&a=%20two%01x+")), "two x||1|two x");
  EXPECT_EQ(body_of(ask("GET /?a=1")), "1|none|1");
}

TEST_F(Asking, AnArgumentThatIsMissingIs400) {
  host_handler<Asks>();
  EXPECT_EQ(status(ask("GET /?b=1")), 400);
  EXPECT_THAT(logged.at(0), HasSubstr("Missing argument a"));
}

TEST_F(Asking, ArgumentsComeFromAFormToo) {
  host_handler<Asks>();
  const std::string form = "Content-Type: application/x-www-form-urlencoded\r\n";
  EXPECT_EQ(body_of(ask("POST /?a=query", form, "a=form")), "form");
  EXPECT_EQ(body_of(ask("POST /?a=query", "", "a=form")), "query") << "no form's type";
  const std::string parts =
      "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nfield\r\n"
      "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n\"\r\n\r\nfile\r\n--B--\r\n";
  EXPECT_EQ(body_of(ask("POST /", "Content-Type: multipart/form-data; boundary=B\r\n", parts)),
            "field|f=file");
}

}  // namespace
}  // namespace eyewall::test
