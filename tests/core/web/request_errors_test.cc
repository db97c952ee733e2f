// What a handler throws, and what the client is told of it.
#include "core/web/web_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using web::RequestHandler;

using Failing = WebTest;

class Throws : public RequestHandler {
 public:
  void get() { throw std::runtime_error("secret"); }
  web::Asynchronous put() {
    io_loop().add_callback(named("later", [] { throw std::runtime_error("in a callback"); }));
    return {};
  }
  void post() {
    write("begun");
    flush();
    throw std::runtime_error("too late");
  }
};

TEST_F(Failing, WhatAMethodThrowsIs500AndTellsTheClientNothing) {
  host_handler<Throws>();
  const std::string answered = ask("GET /");
  EXPECT_EQ(status(answered), 500);
  EXPECT_THAT(answered, Not(HasSubstr("secret")));
  EXPECT_THAT(logged.at(0), HasSubstr("GET / (127.0.0.1): std::runtime_error: secret"));
}

TEST_F(Failing, WithDebugTheErrorPageSaysWhatWasThrown) {
  settings.debug = true;
  host_handler<Throws>();
  EXPECT_THAT(ask("GET /"), EndsWith("std::runtime_error: secret\n"));
}

TEST_F(Failing, WhatACallbackOfAnAsynchronousMethodThrowsIs500Too) {
  host_handler<Throws>();
  EXPECT_EQ(status(ask("PUT /", "", "x")), 500);
}

TEST_F(Failing, AnAnswerThatFailsHalfwayIsCutOff) {
  host_handler<Throws>();
  const std::string answered = ask("POST /", "", "x");
  EXPECT_EQ(status(answered), 200);
  EXPECT_THAT(answered, Not(EndsWith("0\r\n\r\n"))) << "nobody may take it for whole";
}

class Splits : public RequestHandler {
 public:
  void get() { set_header("X-Bad", "a\r\nSet-Cookie: b"); }
};

TEST_F(Failing, AHeaderThatWouldBreakOutOfItsLineIs500) {
  host_handler<Splits>();
  const std::string answered = ask("GET /");
  EXPECT_EQ(status(answered), 500);
  EXPECT_THAT(answered, Not(HasSubstr("Set-Cookie")));
}

}  // namespace
}  // namespace eyewall::test
