// Many fetches: the queue, timeouts, connections that fail, and clients that go away.
#include <gmock/gmock.h>

#include "core/http/client_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Queue = ClientTest;
using Timeouts = ClientTest;
using Failure = ClientTest;

TEST_F(Queue, HoldsWhatIsBeyondMaxClientsAndStartsItInOrder) {
  auto own = http::AsyncHTTPClient::force_instance(loop, {.max_clients = 2});
  auto& server = serve([](Exchange&) {});
  std::vector<Future<http::HTTPResponse>> futures;
  for (int i = 0; i < 5; ++i) {
    http::HTTPRequest request{.url = server.url("/" + std::to_string(i))};
    futures.push_back(own.fetch(std::move(request)));
  }
  EXPECT_EQ(own.active(), 2U);
  EXPECT_EQ(own.queued(), 3U);
  for (std::size_t i = 0; i < 5; ++i) {
    until([&] { return server.requests >= std::min<std::size_t>(i + 2, 5); });
    settle();
    EXPECT_EQ(server.requests, std::min<std::size_t>(i + 2, 5)) << "never more than two at a time";
    EXPECT_EQ(server.exchanges.at(i)->line(), "GET /" + std::to_string(i) + " HTTP/1.1");
    server.exchanges.at(i)->reply(kHello);
    until([&] { return futures[i].done(); });
  }
  EXPECT_EQ(own.active(), 0U);
  EXPECT_EQ(own.queued(), 0U);
}

TEST_F(Queue, GoesOnWhenAFetchFails) {
  auto own = http::AsyncHTTPClient::force_instance(loop, {.max_clients = 1});
  auto& server = serve(kHello);
  std::vector<Future<http::HTTPResponse>> futures;
  for (const std::string& url : {std::string("http://127.0.0.1:1/"), std::string("ftp://x/"),
                                 std::string("http://"), server.url()}) {
    http::HTTPRequest request{.url = url};
    futures.push_back(own.fetch(std::move(request)));
  }
  until([&] { return futures.back().done(); });
  settle();
  EXPECT_EQ(outcome(futures[0]).code, 599);
  EXPECT_EQ(outcome(futures[1]).code, 599);
  EXPECT_EQ(outcome(futures[2]).code, 599);
  EXPECT_EQ(outcome(futures[3]).body, "hello");
}

TEST_F(Queue, OfManyThatFailAtOnceDoesNotUseUpTheStack) {
  auto own = http::AsyncHTTPClient::force_instance(loop, {.max_clients = 1});
  auto& server = serve([](Exchange&) {});
  http::HTTPRequest first{.url = server.url()};
  const auto blocker = own.fetch(std::move(first));
  std::vector<Future<http::HTTPResponse>> futures;
  for (int i = 0; i < 3000; ++i) {
    http::HTTPRequest request{.url = "http://"};
    futures.push_back(own.fetch(std::move(request)));
  }
  until([&] { return server.requests == 1; });
  server.exchanges.at(0)->reply(kHello);
  until([&] { return futures.back().done(); });
  EXPECT_EQ(outcome(blocker).code, 200);
  for (const auto& future : futures) EXPECT_EQ(outcome(future).code, 599);
}

TEST_F(Queue, MustHaveRoomForOne) {
  EXPECT_THROW(http::AsyncHTTPClient::force_instance(loop, {.max_clients = 0}),
               std::invalid_argument);
}

TEST_F(Queue, IsSharedByTheClientsOfALoop) {
  auto& server = serve([](Exchange&) {});
  http::AsyncHTTPClient one(loop);
  http::AsyncHTTPClient two(loop);
  auto own = http::AsyncHTTPClient::force_instance(loop);
  http::HTTPRequest request{.url = server.url()};
  const auto future = one.fetch(std::move(request));
  EXPECT_EQ(two.active(), 1U);
  EXPECT_EQ(own.active(), 0U);
}

TEST_F(Timeouts, OfTheRequestEndAFetchThatNobodyAnswers) {
  auto& server = serve([](Exchange&) {});
  http::HTTPRequest request{.url = server.url(), .request_timeout = 3.0};
  const auto future = client.fetch(std::move(request));
  until([&] { return server.requests == 1; });
  clock.skip(2.9);
  settle();
  EXPECT_FALSE(future.done());
  clock.skip(0.2);
  until([&] { return future.done(); });
  EXPECT_EQ(outcome(future).error, "Timeout");
  EXPECT_EQ(outcome(future).code, 599);
  until([&] { return server.exchanges.at(0)->stream->closed(); });
  EXPECT_EQ(client.active(), 0U);
}

TEST_F(Timeouts, CountFromTheStartAndDoNotBeginAgainWithEachByte) {
  auto& server =
      serve([](Exchange& e) { e.send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"); });
  http::HTTPRequest request{.url = server.url(), .request_timeout = 3.0};
  const auto future = client.fetch(std::move(request));
  until([&] { return server.requests == 1; });
  for (int i = 0; i < 4; ++i) {
    server.exchanges.at(0)->send("x");
    settle();
    EXPECT_FALSE(future.done());
    clock.skip(0.8);
  }
  until([&] { return future.done(); });
  EXPECT_EQ(outcome(future).error, "Timeout");
}

TEST_F(Timeouts, OfTheConnectionEndAFetchWhoseServerDoesNotAccept) {
  sys::Fd deaf = sys::stream_socket(AF_INET);
  sys::bind(deaf.get(), sys::Address::numeric("127.0.0.1", 0));
  sys::listen(deaf.get(), 0);
  const sys::Address address = sys::local_address(deaf.get());
  std::vector<sys::Fd> fillers;  // they take the one place in its queue
  for (int i = 0; i < 3; ++i) {
    fillers.push_back(sys::stream_socket(AF_INET));
    sys::connect(fillers.back().get(), address);
  }
  http::HTTPRequest request{.url = "http://127.0.0.1:" + std::to_string(address.port()) + "/",
                            .connect_timeout = 1.0};
  const auto future = client.fetch(std::move(request));
  settle();
  clock.skip(0.9);
  settle();
  EXPECT_FALSE(future.done());
  clock.skip(0.2);
  until([&] { return future.done(); });
  EXPECT_EQ(outcome(future).error, "Timeout");
}

TEST_F(Timeouts, OfZeroOrForeverAreNone) {
  for (const double timeout : {0.0, 1e300, HUGE_VAL}) {
    auto& server = serve([](Exchange&) {});
    http::HTTPRequest request{
        .url = server.url(), .connect_timeout = timeout, .request_timeout = timeout};
    const auto future = client.fetch(std::move(request));
    until([&] { return server.requests == 1; });
    clock.skip(1e6);
    settle();
    EXPECT_FALSE(future.done());
    server.exchanges.at(0)->reply(kHello);
    until([&] { return future.done(); });
    EXPECT_EQ(outcome(future).body, "hello");
  }
}

TEST_F(Failure, OfAConnectionThatIsRefusedSaysSo) {
  std::string url;
  { url = serve(kHello).url(); }
  servers.clear();
  const Outcome got = fetch(url);
  EXPECT_EQ(got.code, 599);
  EXPECT_THAT(got.error, HasSubstr("Connection refused"));
}

TEST_F(Failure, OfAConnectionThatIsResetSaysSoAndGivesNoHalfBody) {
  for (const std::string& before :
       {std::string(), std::string("HTTP/1.1 200 OK\r\n"),
        std::string("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhel"),
        std::string("HTTP/1.1 200 OK\r\n\r\nhel"),
        std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel")}) {
    auto& server = serve([&](Exchange& exchange) {
      if (!before.empty()) exchange.send(before);
    });
    http::HTTPRequest request{.url = server.url()};
    const auto future = client.fetch(std::move(request));
    until([&] { return server.requests == 1; });
    settle();
    server.exchanges.at(0)->reset();
    until([&] { return future.done(); });
    EXPECT_EQ(outcome(future).code, 599) << before;
    EXPECT_THAT(outcome(future).error, HasSubstr("reset")) << before;
  }
}

TEST_F(Failure, OfTheNameServiceSaysWhichHost) {
  http::HTTPRequest request{.url = "http://[::1]/", .allow_ipv6 = false};
  struct Refusing final : Resolver {
    Future<AddrInfo> resolve(std::string host, std::uint16_t, int, ResolveCallback) override {
      throw sys::ResolveError(-2, host);
    }
  };
  auto own =
      http::AsyncHTTPClient::force_instance(loop, {.resolver = std::make_shared<Refusing>()});
  EXPECT_THAT(fetch(own, std::move(request)).error, HasSubstr("cannot resolve ::1"));
}

TEST_F(Failure, OfAClientThatIsDestroyedClosesItsConnections) {
  auto& server = serve([](Exchange& e) { e.send("HTTP/1.1 200 OK\r\n\r\nbegun"); });
  {
    auto own = http::AsyncHTTPClient::force_instance(loop, {.max_clients = 1});
    http::HTTPRequest one{.url = server.url()};
    http::HTTPRequest two{.url = server.url()};
    const auto first = own.fetch(std::move(one));
    const auto second = own.fetch(std::move(two));
    until([&] { return server.requests == 1; });
    settle();
  }
  until([&] { return server.exchanges.at(0)->stream->closed(); });
  EXPECT_EQ(server.requests, 1U);
}

TEST_F(Failure, OfAClientThatIsDestroyedDoesNotLoseAResponseThatIsScheduled) {
  auto& server = serve(kHello);
  std::string got;
  Future<http::HTTPResponse> future;
  {
    auto own = std::make_unique<http::AsyncHTTPClient>(http::AsyncHTTPClient::force_instance(loop));
    http::HTTPRequest request{.url = server.url()};
    future = own->fetch(std::move(request),
                        [&](const http::HTTPResponse& response) { got = response.body; });
    until([&] { return own->active() == 0; });
  }
  until([&] { return !got.empty(); });
  EXPECT_EQ(got, "hello");
}

TEST(ClosedLoop, WithFetchesUnderWayLeaksNothing) {
  LogCapture log;
  for (const bool streaming : {false, true}) {
    const auto token = std::make_shared<int>(0);
    {
      IOLoop loop;
      RawServer server(loop, [](Exchange& e) { e.send("HTTP/1.1 200 OK\r\n\r\nbegun"); });
      http::AsyncHTTPClient client(loop, {.max_clients = 2});
      std::vector<Future<http::HTTPResponse>> futures;
      for (int i = 0; i < 4; ++i) {
        http::HTTPRequest request{.url = server.url()};
        if (streaming) request.streaming_callback = [token](auto) {};
        futures.push_back(client.fetch(std::move(request), [token](auto) {}));
      }
      for (int i = 0; i < 20; ++i) turn(loop);
      EXPECT_EQ(client.active(), 2U);
      loop.close();
    }
    EXPECT_EQ(token.use_count(), 1);
  }
}

TEST(TwoLoops, HaveAClientEach) {
  LogCapture log;
  IOLoop one;
  IOLoop two;
  RawServer server_one(one, [](Exchange& e) { e.reply(kHello); });
  RawServer server_two(two, [](Exchange& e) { e.reply(kHello); });
  http::AsyncHTTPClient client_one(one);
  http::AsyncHTTPClient client_two(two);
  http::HTTPRequest to_one{.url = server_one.url()};
  http::HTTPRequest to_two{.url = server_two.url()};
  const auto first = client_one.fetch(std::move(to_one));
  const auto second = client_two.fetch(std::move(to_two));
  for (int i = 0; i < 200 && !first.done(); ++i) turn(one);
  EXPECT_TRUE(first.done());
  EXPECT_FALSE(second.done()) << "its loop has not run";
  for (int i = 0; i < 200 && !second.done(); ++i) turn(two);
  EXPECT_EQ(second.result().body, "hello");
}

}  // namespace
}  // namespace eyewall::test
