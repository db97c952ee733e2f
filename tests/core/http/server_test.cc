// The server: requests in, answers out, connection after connection.
#include "core/http/server_fixture.h"
#include "core/iostream/certificates.h"
#include "http/client.h"

namespace eyewall::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

using Serving = HttpServerTest;

TEST_F(Serving, GivesTheRequestInItsParts) {
  const sys::Fd client = dial();
  send(client, "PUT /a/b?c=d HTTP/1.1\r\nHost: h:1\r\nX-Y: z\r\nContent-Length: 4\r\n\r\nbody");
  EXPECT_THAT(read_until(client, "hello /a/b?c=d"), HasSubstr("200 OK"));
  const http::HTTPServerRequest& request = *requests.at(0);
  EXPECT_EQ(request.method(), "PUT");
  EXPECT_EQ(request.path(), "/a/b");
  EXPECT_EQ(request.query(), "c=d");
  EXPECT_EQ(request.host(), "h:1");
  EXPECT_EQ(request.full_url(), "http://h:1/a/b?c=d");
  EXPECT_STREQ(request.version(), "HTTP/1.1");
  EXPECT_EQ(request.headers().get("x-y", ""), "z");
  EXPECT_EQ(request.body, "body");
  EXPECT_EQ(request.remote_ip, "127.0.0.1");
  EXPECT_EQ(request.protocol, "http");
  EXPECT_GE(request.request_time(), 0.0);
}

TEST_F(Serving, AnAbsoluteTargetGivesItsHostAndItsPath) {
  const sys::Fd client = dial();
  send(client, "GET http://other:1/a?b HTTP/1.1\r\nHost: x\r\n\r\n");
  read_until(client, "hello");
  EXPECT_EQ(requests.at(0)->path(), "/a");
  EXPECT_EQ(requests.at(0)->query(), "b");
  EXPECT_EQ(requests.at(0)->host(), "other:1");
  EXPECT_EQ(requests.at(0)->full_url(), "http://other:1/a?b");
  send(client, "GET http://other HTTP/1.1\r\nHost: x\r\n\r\n");
  read_until(client, "hello");
  EXPECT_EQ(requests.at(1)->path(), "/");
}

TEST_F(Serving, OneConnectionServesRequestAfterRequest) {
  const sys::Fd client = dial();
  for (int i = 0; i < 5; ++i) {
    send(client, kGet);
    EXPECT_THAT(read_until(client, "hello /"), EndsWith("hello /"));
  }
  EXPECT_EQ(server->connections(), 1U);
}

TEST_F(Serving, PipelinedRequestsAreAnsweredInTheirOrder) {
  std::vector<Request> waiting;
  answer = [&](const Request& request) { waiting.push_back(request); };
  const sys::Fd client = dial();
  send(client,
       "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n"
       "POST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
       "GET /3 HTTP/1.1\r\nHost: x\r\n\r\n");
  settle();
  ASSERT_EQ(waiting.size(), 1U) << "one at a time";
  for (std::size_t i = 0; i < 3; ++i) {
    until([&] { return waiting.size() == i + 1; });
    waiting[i]->write(ok(waiting[i]->uri() + waiting[i]->body + ";"));
    waiting[i]->finish();
  }
  const std::string all = read_until(client, "/3;");
  EXPECT_LT(all.find("/1;"), all.find("/2abc;"));
  EXPECT_LT(all.find("/2abc;"), all.find("/3;"));
}

TEST_F(Serving, ARequestMayComeByteByByte) {
  const sys::Fd client = dial();
  for (const char byte : std::string("POST /slow HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                                     "chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nT: r\r\n\r\n")) {
    send(client, {&byte, 1});
    turn(loop);
  }
  EXPECT_THAT(read_until(client, "hello /slow"), HasSubstr("200 OK"));
  EXPECT_EQ(requests.at(0)->body, "abc");
}

TEST_F(Serving, ChunksMakeOneBodyAndTheNextRequestFollows) {
  const sys::Fd client = dial();
  send(client,
       "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
       "5\r\nhello\r\nA\r\n, chunked \r\n5\r\nworld\r\n0\r\n\r\n"
       "GET /next HTTP/1.1\r\nHost: x\r\n\r\n");
  read_until(client, "hello /next");
  EXPECT_EQ(requests.at(0)->body, "hello, chunked world");
}

TEST_F(Serving, AClientThatWaitsIsToldToGoOn) {
  const sys::Fd client = dial();
  send(client, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(read_until(client, "\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  send(client, "ab");
  EXPECT_THAT(read_until(client, "hello /"), HasSubstr("200 OK"));
  EXPECT_EQ(requests.at(0)->body, "ab");
}

TEST_F(Serving, AClientThatDoesNotWaitIsNotTold) {
  const sys::Fd client = dial();
  send(client, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nab");
  EXPECT_THAT(read_until(client, "hello /"), Not(HasSubstr("100 Continue")));
}

TEST_F(Serving, TheConnectionEndsWhereTheClientSaysSo) {
  EXPECT_THAT(last_answer("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
              EndsWith("hello /"));
  EXPECT_THAT(last_answer("GET / HTTP/1.0\r\n\r\n"), EndsWith("hello /"));
  until([&] { return server->connections() == 0; });
  const sys::Fd old = dial();
  send(old, "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
  read_until(old, "hello /");
  settle();
  EXPECT_EQ(server->connections(), 1U);
}

TEST_F(Serving, WithoutKeepAliveEveryConnectionServesOneRequest) {
  serve({.no_keep_alive = true});
  EXPECT_THAT(last_answer(std::string(kGet) + kGet), EndsWith("hello /"));
  EXPECT_EQ(requests.size(), 1U);
}

TEST_F(Serving, AnAnswerMayComeLater) {
  answer = [&](const Request& request) {
    loop.add_timeout(std::chrono::hours(1), [request] {
      request->write(ok("at last"));
      request->finish();
    });
  };
  const sys::Fd client = dial();
  send(client, kGet);
  settle();
  clock.skip(std::chrono::hours(1));
  EXPECT_THAT(read_until(client, "at last"), HasSubstr("200 OK"));
}

TEST_F(Serving, AClientThatGoesAwayIsToldOf) {
  bool gone = false;
  answer = [&](const Request& request) {
    request->connection->set_close_callback([&] { gone = true; });
  };
  sys::Fd client = dial();
  send(client, kGet);
  until([&] { return !requests.empty(); });
  EXPECT_FALSE(gone);
  client.reset();
  until([&] { return gone; });
  EXPECT_EQ(server->connections(), 0U);
  requests[0]->write(ok("too late"));
  requests[0]->finish();
}

TEST_F(Serving, AFinishedRequestCannotSpoilTheNextAnswer) {
  answer = [&](const Request& request) {
    if (requests.size() == 2) {
      requests[0]->write("late");
      requests[0]->finish();
    }
    request->write_headers(200, {{"Content-Length", "2"}}, "ok");
    request->finish();
    request->finish();
  };
  const sys::Fd client = dial();
  send(client, std::string(kGet) + kGet);
  const std::string one = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  EXPECT_EQ(read_until(client, "ok" + one), one + one);
}

TEST_F(Serving, AWritesCallbackRunsWhenAllIsSent) {
  const std::string large(20'000'000, 'x');
  bool sent = false;
  answer = [&](const Request& request) {
    request->write(ok(large), [&] { sent = true; });
    request->finish();
  };
  const sys::Fd client = dial();
  send(client, kGet);
  settle();
  EXPECT_FALSE(sent);
  std::string all;
  until([&] { return !take(client, all) || all.size() > large.size(); });
  until([&] { return sent; });
}

TEST_F(Serving, AClientThatSaysNoMoreAtOnceIsStillAnswered) {
  const sys::Fd client = connect_to(server->port());
  send(client, kGet);
  ASSERT_TRUE(sys::shutdown_write(client.get()).ok());
  EXPECT_THAT(read_all(client), EndsWith("hello /"));
}

TEST_F(Serving, ALargeBodyArrivesWhole) {
  const std::string large(5'000'000, 'y');
  const sys::Fd client = dial();
  send(client, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n" + large);
  read_until(client, "hello /");
  EXPECT_TRUE(requests.at(0)->body == large);
}

TEST_F(Serving, ACallbackThatThrowsClosesItsConnectionOnly) {
  answer = [](const Request&) { throw std::runtime_error("no answer"); };
  EXPECT_EQ(last_answer(kGet), "");
  EXPECT_TRUE(log.has("no answer"));
  answer = nullptr;
  const sys::Fd client = dial();
  send(client, kGet);
  EXPECT_THAT(read_until(client, "hello /"), HasSubstr("200 OK"));
}

TEST_F(Serving, AProtocolErrorOfTheCallbackIsNoBadRequest) {
  answer = [](const Request&) { throw http::ProtocolError("of another connection"); };
  EXPECT_EQ(last_answer(kGet), "");
}

TEST_F(Serving, XHeadersAreBelievedOnlyWhereTheServerSaysSo) {
  const std::string text =
      "GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 1.1.1.1, 2.2.2.2\r\nX-Scheme: https\r\n"
      "Connection: close\r\n\r\n";
  last_answer(text);
  EXPECT_EQ(requests.at(0)->remote_ip, "127.0.0.1");
  EXPECT_EQ(requests.at(0)->protocol, "http");
  serve({.xheaders = true});
  last_answer(text);
  EXPECT_EQ(requests.at(1)->remote_ip, "2.2.2.2");
  EXPECT_EQ(requests.at(1)->protocol, "https");
  last_answer("GET / HTTP/1.1\r\nHost: x\r\nX-Real-Ip: evil\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(requests.at(2)->remote_ip, "127.0.0.1");
}

TEST_F(Serving, OurOwnClientFetchesFromItWithTls) {
  Certificates certificates;
  serve({.ssl_options = SSLOptions{.certfile = certificates.host("DNS:localhost")}});
  http::AsyncHTTPClient client(loop);
  const auto future =
      client.fetch({.url = "https://localhost:" + std::to_string(server->port()) + "/tls",
                    .ca_certs = certificates.ca_pem()});
  until([&] { return future.done(); });
  EXPECT_EQ(future.result().body, "hello /tls");
  EXPECT_EQ(requests.at(0)->protocol, "https");
}

}  // namespace
}  // namespace eyewall::test
