// Routes: which handler a request is given to, and with what.
#include "core/web/web_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using web::handler;
using web::url;

class Groups : public web::RequestHandler {
 public:
  void get(const std::string& one, const std::string& two) { write(one + "|" + two); }
};

class Says : public web::RequestHandler {
 public:
  void initialize(const std::string& what) { what_ = what; }
  void get() { write(what_); }

 private:
  std::string what_;
};

class Counts : public web::RequestHandler {
 public:
  void initialize(int& count) { count_ = &count; }
  void get() { write(std::to_string(++*count_)); }

 private:
  int* count_ = nullptr;
};

using Routes = WebTest;

TEST_F(Routes, TheFirstPatternThatMatchesTheWholePathServes) {
  host(web::Application({url("/a", handler<Says>("literal")), url("/a.*", handler<Says>("regex")),
                         url("/ab", handler<Says>("too late"))}));
  EXPECT_THAT(ask("GET /a"), EndsWith("literal"));
  EXPECT_THAT(ask("GET /a?x=1"), EndsWith("literal"));
  EXPECT_THAT(ask("GET /ab"), EndsWith("regex"));
  EXPECT_EQ(status(ask("GET /b/a")), 404);
}

TEST_F(Routes, GroupsAreDecodedAndGivenToTheMethod) {
  host(web::Application({url(R"(/(\w+)/(.*))", handler<Groups>())}));
  EXPECT_THAT(ask("GET /x/a%20b+c%2Fd"), EndsWith("x|a b+c/d"));
}

TEST_F(Routes, AGroupThatTookNoPartIsEmpty) {
  host(web::Application({url("/(a)?(b)?", handler<Groups>())}));
  EXPECT_THAT(ask("GET /b"), EndsWith("|b"));
}

TEST_F(Routes, AMethodThatWantsMoreGroupsThanThereAreIs500) {
  host(web::Application({url("/(a)", handler<Groups>())}));
  EXPECT_EQ(status(ask("GET /a")), 500);
  EXPECT_THAT(logged.at(0), HasSubstr("get takes 2 groups of the route, which has 1"));
}

TEST_F(Routes, WhatInitializeIsGivenIsKeptForEachRequest) {
  int count = 0;
  host(web::Application({url("/", handler<Counts>(std::ref(count)))}));
  EXPECT_THAT(ask("GET /"), EndsWith("1"));
  EXPECT_THAT(ask("GET /"), EndsWith("2"));
  EXPECT_EQ(count, 2);
}

TEST_F(Routes, ABadPatternIsRefusedByName) {
  try {
    web::Application app({url("/(", handler<Groups>())});
    FAIL() << "taken";
  } catch (const web::RouteError& error) {
    EXPECT_THAT(error.what(), HasSubstr("\"/(\""));
  }
}

TEST_F(Routes, RoutesOfAHostComeFirstForThatHost) {
  web::Application app({url("/", handler<Says>("any"))});
  app.add_handlers("x", {url("/", handler<Says>("x's"))});
  app.add_handlers(R"(.*\.example)", {url("/e", handler<Says>("example's"))});
  host(app);
  EXPECT_THAT(ask("GET /"), EndsWith("x's"));
  const std::string close = "Connection: close\r\n\r\n";
  EXPECT_THAT(last_answer("GET / HTTP/1.1\r\nHost: X:80\r\n" + close), EndsWith("x's"));
  EXPECT_THAT(last_answer("GET / HTTP/1.1\r\nHost: a.example\r\n" + close), EndsWith("any"));
  EXPECT_THAT(last_answer("GET /e HTTP/1.1\r\nHost: a.example\r\n" + close), EndsWith("example's"));
}

TEST_F(Routes, TheServerAsAWholeSaysWhatItCanDo) {
  host(web::Application({}));
  const std::string answered = ask("OPTIONS *");
  EXPECT_EQ(status(answered), 200);
  EXPECT_THAT(answered, HasSubstr("Allow: GET, HEAD, POST, "));
}

TEST_F(Routes, APathWithoutARouteIs404WithAPage) {
  host(web::Application({}));
  const std::string answered = ask("POST /nothing", "", "body");
  EXPECT_EQ(status(answered), 404);
  EXPECT_THAT(answered, HasSubstr("<title>404: Not Found</title>"));
  EXPECT_THAT(logged, ElementsAre("404 POST /nothing (127.0.0.1)"));
}

}  // namespace
}  // namespace eyewall::test
