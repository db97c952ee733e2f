// What a server does not put up with: bad requests, large ones, slow ones; and how it ends.
#include "core/http/server_fixture.h"
#include "core/trace/recording.h"

namespace eyewall::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

class Limits : public HttpServerTest {
 protected:
  static constexpr char kChunked[] =
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

  /// Time passes, in steps in which the server may look round.
  void pass(std::chrono::milliseconds time) {
    for (int i = 0; i < 20; ++i) {
      clock.skip(time / 20);
      settle();
    }
  }
};

TEST_F(Limits, ABadRequestIsAnsweredAndItsConnectionClosed) {
  const std::string answered =
      last_answer("GET / HTTP/1.1\r\nHost : x\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(status(answered), 400);
  EXPECT_THAT(answered, AllOf(HasSubstr("Connection: close\r\n"),
                              EndsWith("Space between header name and colon: \"Host : x\"\n")));
  EXPECT_TRUE(requests.empty());
  until([&] { return server->connections() == 0; });
}

TEST_F(Limits, WhatCouldSmuggleARequestIsRefusedWhole) {
  const std::string post = "POST / HTTP/1.1\r\nHost: x\r\n";
  for (const std::string& text :
       {post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        post + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        post + "Content-Length: +4\r\n\r\nabcd", post + "Transfer-Encoding: x\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding:\x0b"
               "chunked\r\n\r\n0\r\n\r\n",
        post + "A: b\r\n Content-Length: 4\r\n\r\nabcd", post + "A: b\rc\r\n\r\n",
        std::string("POST / HTTP/1.1\nHost: x\n\n")}) {
    EXPECT_EQ(status(last_answer(text + kGet)), 400) << text;
  }
  EXPECT_TRUE(requests.empty());
}

TEST_F(Limits, BadChunksAreRefused) {
  for (const char* chunks :
       {"x\r\n", "-1\r\n\r\n", "0x1\r\na\r\n0\r\n\r\n", "1 \r\na\r\n", "1\na\r\n0\r\n\r\n",
        "1\r\nab\r\n0\r\n\r\n", "fffffffffffffffff\r\n", "1;\r\na\r\n", "\r\n", "1\n",
        "1\r\na\r\n0\r\nA: b\n", "0\r\nA : b\r\n\r\n", "0\r\nno colon\r\n\r\n",
        "0\r\nA: b\n\r\n\r\n"}) {
    EXPECT_EQ(status(last_answer(std::string(kChunked) + chunks)), 400) << chunks;
  }
  EXPECT_TRUE(requests.empty());
}

TEST_F(Limits, ChunksOfLittleButExtensionsAreRefused) {
  serve({.max_header_size = 1000});
  const std::string chunk = "1;" + std::string(100, 'a') + "\r\nb\r\n";
  std::string text = kChunked;
  for (int i = 0; i < 20; ++i) text += chunk;
  EXPECT_EQ(status(last_answer(text)), 400);
}

TEST_F(Limits, WhatCannotBecomeARequestIsRefusedAtOnce) {
  for (const char* begun :
       {"GET /\r\n", "hello\r\n", "\x16\x03\x01", "GET / HTTP/1.1\rHost: x\r"}) {
    EXPECT_EQ(status(last_answer(begun)), 400) << begun;
  }
}

TEST_F(Limits, ARefusalSaysTheDateAndToHeadNothingElse) {
  const std::string answered = last_answer("\r\nHEAD / HTTP/1.1\r\nHost : x\r\n\r\n");
  EXPECT_THAT(answered,
              AllOf(HasSubstr("400 Bad Request"), HasSubstr("\r\nDate: "), EndsWith("\r\n\r\n")));
  EXPECT_EQ(status(last_answer("HEAD / HTTP/1.1\r\nHost: x\r\nExpect: y\r\n\r\n")), 417);
}

TEST_F(Limits, AHeadThatIsTooLargeIsRefusedBeforeItEnds) {
  serve({.max_header_size = 1000, .max_header_count = 5});
  const std::string start = "GET / HTTP/1.1\r\nHost: x\r\nA: ";
  EXPECT_EQ(status(last_answer(start + std::string(2000, 'a'))), 431);
  EXPECT_EQ(status(last_answer(start + std::string(2000, 'a') + "\r\n\r\n")), 431);
  EXPECT_EQ(status(last_answer("GET /" + std::string(2000, 'a'))), 414);
  EXPECT_EQ(status(last_answer(start + "\r\nA:\r\nA:\r\nA:\r\nA:\r\n\r\n")), 431);
  const sys::Fd client = dial();
  send(client, start + std::string(1000 - start.size() - 4, 'a') + "\r\n\r\n");
  EXPECT_EQ(status(read_until(client, "hello /")), 200) << "as large as it may be";
}

TEST_F(Limits, ABodyThatIsTooLargeIsRefusedBeforeItComes) {
  serve({.max_body_size = 100});
  EXPECT_EQ(status(last_answer("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\n"
                               "Expect: 100-continue\r\n\r\n")),
            413);
  EXPECT_EQ(status(last_answer(std::string(kChunked) + "65\r\n")), 413);
  EXPECT_EQ(
      status(last_answer(std::string(kChunked) + "60\r\n" + std::string(0x60, 'a') + "\r\n5\r\n")),
      413);
  EXPECT_EQ(status(last_answer(std::string(kChunked) + "1;" + std::string(20000, 'a'))), 400);
  EXPECT_TRUE(requests.empty());
  const sys::Fd client = dial();
  send(client, std::string(kChunked) + "64\r\n" + std::string(100, 'a') + "\r\n0\r\n\r\n");
  EXPECT_EQ(status(read_until(client, "hello /")), 200);
}

TEST_F(Limits, TrailersAreBounded) {
  serve({.max_header_size = 1000});
  std::string trailers;
  for (int i = 0; i < 200; ++i) trailers += "A: bcdef\r\n";
  EXPECT_EQ(status(last_answer(std::string(kChunked) + "0\r\n" + trailers)), 431);
}

TEST_F(Limits, AClientThatStillSendsReadsTheRefusal) {
  serve({.max_body_size = 100});
  const sys::Fd client = dial();
  send(client, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n");
  send(client, std::string(3'000'000, 'a'));
  EXPECT_EQ(status(read_all(client)), 413) << "a reset would have destroyed it";
}

TEST_F(Limits, AnIdleConnectionIsClosedInTheEnd) {
  serve({.idle_connection_timeout = std::chrono::seconds(100)});
  const sys::Fd client = dial();
  send(client, kGet);
  read_until(client, "hello /");
  pass(std::chrono::seconds(90));
  EXPECT_EQ(server->connections(), 1U);
  pass(std::chrono::seconds(40));
  EXPECT_EQ(server->connections(), 0U);
  EXPECT_EQ(read_all(client), "") << "without a word: it has asked nothing";
}

TEST_F(Limits, HeadersThatTakeTooLongAreGivenUpHoweverTheyDrip) {
  serve({.header_timeout = std::chrono::seconds(10)});
  const sys::Fd client = dial();
  send(client, "GET / HTTP/1.1\r\nHost: x\r\n");
  std::string answered;
  int drips = 0;
  while (take(client, answered) && drips < 100) {
    sys::send(client.get(), std::string_view("A: b\r\n"));
    pass(std::chrono::seconds(1));
    ++drips;
  }
  EXPECT_EQ(status(answered), 408);
  EXPECT_GE(drips, 9);
  EXPECT_LE(drips, 20);
}

TEST_F(Limits, ABodyThatStopsComingIsGivenUp) {
  serve({.body_timeout = std::chrono::seconds(10)});
  const sys::Fd client = dial();
  send(client, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");
  for (int i = 0; i < 30; ++i) {
    send(client, "a");
    pass(std::chrono::seconds(1));
  }
  EXPECT_EQ(server->connections(), 1U) << "slow, but it comes";
  pass(std::chrono::seconds(20));
  EXPECT_EQ(status(read_all(client)), 408);
  until([&] { return server->connections() == 0; });
}

TEST_F(Limits, AnAnswerMayTakeItsTime) {
  answer = [](const Request&) {};
  serve({.idle_connection_timeout = std::chrono::seconds(10),
         .header_timeout = std::chrono::seconds(10)});
  const sys::Fd client = dial();
  send(client, kGet);
  until([&] { return !requests.empty(); });
  pass(std::chrono::seconds(100));
  EXPECT_EQ(server->connections(), 1U);
}

TEST_F(Limits, AClientThatNeverReadsItsAnswerIsDroppedAndASlowOneIsNot) {
  answer = [](const Request& request) {
    request->write(ok(std::string(20'000'000, 'x')));
    request->finish();
  };
  serve({.write_timeout = std::chrono::seconds(10)});
  const sys::Fd slow = dial();
  send(slow, kGet);
  settle();
  for (int i = 0; i < 30; ++i) {
    char bytes[200'000];
    sys::recv(slow.get(), bytes);
    pass(std::chrono::seconds(1));
  }
  EXPECT_EQ(server->connections(), 1U);
  pass(std::chrono::seconds(20));
  EXPECT_EQ(server->connections(), 0U);
}

TEST_F(Limits, AClientThatDoesNotCloseAfterARefusalIsDroppedSoon) {
  const sys::Fd client = dial();
  send(client, "no\r\n\r\n");
  settle();
  EXPECT_EQ(server->connections(), 1U) << "it may still be sending";
  pass(std::chrono::seconds(5));
  EXPECT_EQ(server->connections(), 0U);
}

TEST_F(Limits, ClosingAllWaitsForTheAnswersThatAreOwed) {
  std::vector<Request> waiting;
  answer = [&](const Request& request) { waiting.push_back(request); };
  const sys::Fd idle = dial();
  const sys::Fd busy = dial();
  send(busy, std::string(kGet) + kGet);
  until([&] { return !waiting.empty() && server->connections() == 2; });
  server->stop();
  const Future<void> done = server->close_all_connections();
  EXPECT_EQ(read_all(idle), "");
  EXPECT_FALSE(done.done());
  waiting[0]->write_headers(200, {{"Content-Length", "2"}}, "ok");
  waiting[0]->finish();
  EXPECT_THAT(read_all(busy), AllOf(HasSubstr("Connection: close\r\n"), EndsWith("ok")));
  EXPECT_FALSE(done.done()) << "what it still sends is let in, lest a reset destroy the answer";
  pass(std::chrono::seconds(5));
  until([&] { return done.done(); });
  EXPECT_EQ(waiting.size(), 1U);
  EXPECT_TRUE(server->close_all_connections().done());
}

TEST_F(Limits, TheServersEndClosesItsConnections) {
  const sys::Fd client = dial();
  send(client, kGet);
  read_until(client, "hello /");
  requests.clear();
  server.reset();
  EXPECT_EQ(read_all(client), "");
}

TEST_F(Limits, ARefusalIsInTheTrace) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  last_answer("GET / HTTP/3.0\r\nHost: x\r\n\r\n");
  EXPECT_THAT(recording.values<int>("http.refuse", "status"), ElementsAre(505));
}

}  // namespace
}  // namespace eyewall::test
