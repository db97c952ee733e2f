// RequestHandler: what its methods may do, and when their request is finished.
#include <nlohmann/json.hpp>

#include "core/web/web_fixture.h"
#include "gen/gen.h"

namespace eyewall::test {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using web::RequestHandler;

using Handling = WebTest;

class Plain : public RequestHandler {
 public:
  void get() { write("plain"); }
};

TEST_F(Handling, AMethodThatReturnsIsFinished) {
  host_handler<Plain>();
  const std::string answered = ask("GET /");
  EXPECT_EQ(status(answered), 200);
  EXPECT_THAT(answered, HasSubstr("Content-Length: 5\r\n"));
  EXPECT_THAT(answered, HasSubstr("Content-Type: text/html; charset=UTF-8\r\n"));
  EXPECT_EQ(body_of(answered), "plain");
}

TEST_F(Handling, HeadIsAnsweredByGetWithoutItsBody) {
  host_handler<Plain>();
  const std::string answered = ask("HEAD /");
  EXPECT_EQ(status(answered), 200);
  EXPECT_THAT(answered, HasSubstr("Content-Length: 5\r\n"));
  EXPECT_EQ(body_of(answered), "");
}

TEST_F(Handling, AMethodThatTheClassLacksIs405AndSaysWhichThereAre) {
  host_handler<Plain>();
  const std::string answered = ask("PUT /", "", "x");
  EXPECT_EQ(status(answered), 405);
  EXPECT_THAT(answered, HasSubstr("Allow: GET, HEAD\r\n"));
}

TEST_F(Handling, AMethodThatNobodyKnowsIs501) {
  host_handler<Plain>();
  EXPECT_EQ(status(ask("BREW /")), 501);
}

class Waits : public RequestHandler {
 public:
  void initialize(std::vector<std::shared_ptr<Waits>>& all) { all_ = &all; }
  web::Asynchronous get() {
    all_->push_back(std::static_pointer_cast<Waits>(shared_from_this()));
    return {};
  }
  void on_connection_close() override { gone = true; }
  bool gone = false;

 private:
  std::vector<std::shared_ptr<Waits>>* all_ = nullptr;
};

TEST_F(Handling, AnAsynchronousMethodIsFinishedByTheProgram) {
  std::vector<std::shared_ptr<Waits>> all;
  host_handler<Waits>(std::ref(all));
  const sys::Fd client = dial();
  send(client, kGet);
  until([&] { return all.size() == 1; });
  settle();
  std::string text;
  EXPECT_TRUE(take(client, text));
  EXPECT_EQ(text, "");
  all[0]->finish("at last");
  EXPECT_THAT(read_until(client, "at last"), HasSubstr("200 OK"));
  EXPECT_FALSE(all[0]->gone);
}

TEST_F(Handling, AClientThatGoesAwayIsTold) {
  std::vector<std::shared_ptr<Waits>> all;
  host_handler<Waits>(std::ref(all));
  sys::Fd client = dial();
  send(client, kGet);
  until([&] { return all.size() == 1; });
  client.reset();
  until([&] { return all[0]->gone; });
  EXPECT_NO_THROW(all[0]->finish("nobody hears it"));
  EXPECT_TRUE(all[0]->finished());
}

TEST_F(Handling, AHandlerThatNobodyKeepsLivesAsLongAsItsConnection) {
  std::vector<std::shared_ptr<Waits>> all;
  host_handler<Waits>(std::ref(all));
  sys::Fd client = dial();
  send(client, kGet);
  until([&] { return all.size() == 1; });
  const std::weak_ptr<Waits> kept = all[0];
  all.clear();
  EXPECT_FALSE(kept.expired());
  client.reset();
  until([&] { return kept.expired(); });
}

class Counting : public RequestHandler {
 public:
  gen::Coroutine<void> get() {
    for (int i = 0; i < 3; ++i) {
      co_yield gen::moment();
      write(std::to_string(i));
    }
  }
  gen::Coroutine<void> post() {
    co_yield gen::moment();
    throw web::HTTPError(418, "a teapot");
  }
};

TEST_F(Handling, ACoroutineIsFinishedWhenItReturns) {
  host_handler<Counting>();
  EXPECT_EQ(body_of(ask("GET /")), "012");
}

TEST_F(Handling, WhatACoroutineThrowsIsItsStatus) {
  host_handler<Counting>();
  EXPECT_EQ(status(ask("POST /", "", "x")), 418);
  EXPECT_THAT(logged.at(0), HasSubstr("a teapot"));
}

class Futures : public RequestHandler {
 public:
  void initialize(Future<void>& future) { future_ = &future; }
  Future<void> get() {
    write("when it is done");
    return *future_;
  }

 private:
  Future<void>* future_ = nullptr;
};

TEST_F(Handling, AFutureIsWaitedFor) {
  Future<void> future;
  host_handler<Futures>(std::ref(future));
  const sys::Fd client = dial();
  send(client, kGet);
  settle();
  std::string text;
  take(client, text);
  EXPECT_EQ(text, "");
  future.set_result();
  EXPECT_THAT(read_until(client, "done"), HasSubstr("when it is done"));
}

class Prepares : public RequestHandler {
 public:
  gen::Coroutine<void> prepare() {
    co_yield gen::moment();
    if (request().path() == "/no") co_return finish("refused");
    set_header("X-Prepared", "yes");
  }
  void get() { write("got"); }
};

TEST_F(Handling, PrepareComesFirstAndMayAnswer) {
  host(web::Application({web::url("/.*", web::handler<Prepares>())}));
  const std::string answered = ask("GET /yes");
  EXPECT_THAT(answered, HasSubstr("X-Prepared: yes\r\n"));
  EXPECT_EQ(body_of(answered), "got");
  EXPECT_EQ(body_of(ask("GET /no")), "refused");
}

class Flushes : public RequestHandler {
 public:
  gen::Coroutine<void> get() {
    write("one ");
    co_yield gen::task<void>([this](gen::ResultCallback done) { flush(std::move(done)); });
    write("two ");
    flush();
    write("three");
  }
};

TEST_F(Handling, FlushedPiecesAreChunks) {
  host_handler<Flushes>();
  const std::string answered = ask("GET /");
  EXPECT_THAT(answered, HasSubstr("Transfer-Encoding: chunked\r\n"));
  EXPECT_THAT(answered, EndsWith("4\r\none \r\n4\r\ntwo \r\n5\r\nthree\r\n0\r\n\r\n"));
}

class Twice : public RequestHandler {
 public:
  void get() {
    finish("once");
    for (const auto& again : std::vector<std::function<void()>>{
             [this] { finish(); }, [this] { write("x"); }, [this] { flush(); }}) {
      EXPECT_THROW(again(), web::FinishedError);
    }
  }
};

TEST_F(Handling, WhatComesAfterFinishIsRefused) {
  host_handler<Twice>();
  EXPECT_EQ(body_of(ask("GET /")), "once");
}

class Elsewhere : public RequestHandler {
 public:
  void get() { redirect("/there?a=b"); }
  void put() { redirect("/for/ever", true); }
  void post() { redirect("/see", false, 303); }
  void patch() { redirect("/bad", false, 200); }
};

TEST_F(Handling, RedirectsSayWhere) {
  host_handler<Elsewhere>();
  const std::string answered = ask("GET /");
  EXPECT_EQ(status(answered), 302);
  EXPECT_THAT(answered, HasSubstr("Location: /there?a=b\r\n"));
  EXPECT_EQ(status(ask("PUT /", "", "x")), 301);
  EXPECT_EQ(status(ask("POST /", "", "x")), 303);
  EXPECT_EQ(status(ask("PATCH /", "", "x")), 500);
}

class Json : public RequestHandler {
 public:
  void get() { write_json({{"html", "</script>"}}); }
};

TEST_F(Handling, JsonHasItsTypeAndEndsNoScript) {
  host_handler<Json>();
  const std::string answered = ask("GET /");
  EXPECT_THAT(answered, HasSubstr("Content-Type: application/json; charset=UTF-8\r\n"));
  EXPECT_EQ(body_of(answered), R"({"html":"<\/script>"})");
}

class OnFinish : public RequestHandler {
 public:
  void initialize(std::vector<std::string>& order) { order_ = &order; }
  void set_default_headers() override { set_header("X-Default", "always"); }
  void get() { order_->push_back("get"); }
  void post() { throw web::HTTPError(400); }
  void on_finish() override { order_->push_back("on_finish"); }

 private:
  std::vector<std::string>* order_ = nullptr;
};

TEST_F(Handling, OnFinishComesBehindTheAnswer) {
  std::vector<std::string> order;
  host_handler<OnFinish>(std::ref(order));
  ask("GET /");
  EXPECT_EQ(order, (std::vector<std::string>{"get", "on_finish"}));
}

TEST_F(Handling, DefaultHeadersAreOnErrorPagesToo) {
  std::vector<std::string> order;
  host_handler<OnFinish>(std::ref(order));
  EXPECT_THAT(ask("POST /", "", "x"), HasSubstr("X-Default: always\r\n"));
}

TEST_F(Handling, TheLogFunctionIsToldOfEachRequest) {
  std::vector<int> codes;
  settings.log_function = [&](const RequestHandler& done) { codes.push_back(done.get_status()); };
  host_handler<Plain>();
  ask("GET /");
  ask("DELETE /");
  EXPECT_EQ(codes, (std::vector<int>{200, 405}));
  EXPECT_TRUE(logged.empty());
}

}  // namespace
}  // namespace eyewall::test
