// The client: what it sends, and what it makes of a proper response.
#include "core/http/client_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Client = ClientTest;

constexpr char kEmpty[] = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

TEST_F(Client, GivesTheCodeTheReasonTheHeadersAndTheBody) {
  const auto& server =
      serve("HTTP/1.1 200 Fine indeed\r\nContent-Length: 5\r\nX-One: 1\r\nx-one: 2\r\n\r\nhello");
  const Outcome got = fetch(server.url("/a?b=c"));
  EXPECT_EQ(got.code, 200);
  EXPECT_EQ(got.body, "hello");
  EXPECT_EQ(got.response.reason, "Fine indeed");
  EXPECT_EQ(got.response.headers.get("x-one", ""), "1,2");
  EXPECT_EQ(got.response.effective_url, server.url("/a?b=c"));
  EXPECT_EQ(got.response.request->url, server.url("/a?b=c"));
  EXPECT_EQ(got.response.error, nullptr);
  EXPECT_GE(got.response.request_time, 0);
}

TEST_F(Client, SendsTheRequestAsTornadoDoes) {
  auto& server = serve(kHello);
  fetch(server.url("/a?b=c"));
  EXPECT_EQ(server.exchanges.at(0)->head,
            "GET /a?b=c HTTP/1.1\r\nConnection: close\r\nHost: 127.0.0.1:" + server.port() +
                "\r\nAccept-Encoding: gzip\r\n\r\n");
}

TEST_F(Client, SendsABodyWithPostPutAndPatch) {
  auto& server = serve(kHello);
  for (const char* method : {"POST", "PUT", "PATCH"}) {
    http::HTTPRequest request{.url = server.url(), .method = method, .body = "a=b"};
    EXPECT_EQ(fetch(std::move(request)).code, 200) << method;
    const Exchange& seen = *server.exchanges.back();
    EXPECT_EQ(seen.line(), std::string(method) + " / HTTP/1.1");
    EXPECT_EQ(seen.body, "a=b");
    EXPECT_EQ(seen.header("Content-Length"), "3");
  }
  http::HTTPRequest empty{.url = server.url(), .method = "POST", .body = ""};
  EXPECT_EQ(fetch(std::move(empty)).code, 200);
  EXPECT_EQ(server.exchanges.back()->header("Content-Length"), "0");
}

TEST_F(Client, SendsALargeBodyThatTheKernelDoesNotTakeAtOnce) {
  auto& server = serve(kHello);
  const std::string large(std::size_t{8} << 20U, 'x');
  http::HTTPRequest request{.url = server.url(), .method = "PUT", .body = large};
  EXPECT_EQ(fetch(std::move(request)).code, 200);
  EXPECT_TRUE(server.exchanges.back()->body == large);
}

TEST_F(Client, RefusesWhatMustNotBeSentWithoutConnecting) {
  auto& server = serve(kHello);
  http::HTTPRequest no_body{.url = server.url(), .method = "POST"};
  http::HTTPRequest body{.url = server.url(), .method = "GET", .body = "x"};
  http::HTTPRequest method{.url = server.url(), .method = "FROB"};
  http::HTTPRequest header{.url = server.url(), .headers = {{"X-A", "b\r\nC: d"}}};
  for (auto* request : {&no_body, &body, &method, &header}) {
    const Outcome got = fetch(std::move(*request));
    EXPECT_EQ(got.code, 599);
    EXPECT_FALSE(got.error.empty());
  }
  EXPECT_EQ(server.requests, 0U);
}

TEST_F(Client, RefusesUrlsThatItCannotFetch) {
  EXPECT_THAT(fetch("ftp://127.0.0.1/").error, HasSubstr("Unsupported url scheme"));
  EXPECT_THAT(fetch("http://").error, HasSubstr("no host"));
  EXPECT_THAT(fetch("http://h/a b").error, HasSubstr("Space"));
  EXPECT_THAT(fetch("http://127.0.0.1:99999/").error, HasSubstr("Port"));
  EXPECT_THAT(fetch("").error, HasSubstr("Unsupported url scheme"));
}

TEST_F(Client, UsesANonstandardMethodWhereThatIsAllowed) {
  auto& server = serve(kHello);
  http::HTTPRequest request{
      .url = server.url(), .method = "FROB", .allow_nonstandard_methods = true};
  EXPECT_EQ(fetch(std::move(request)).code, 200);
  EXPECT_EQ(server.exchanges.back()->line(), "FROB / HTTP/1.1");
}

TEST_F(Client, AuthenticatesFromTheUrlAndFromTheRequest) {
  auto& server = serve(kHello);
  fetch("http://us%65r:pa%3Ass@127.0.0.1:" + server.port() + "/");
  EXPECT_EQ(server.exchanges.back()->header("Authorization"), "Basic dXNlcjpwYTpzcw==");
  EXPECT_EQ(server.exchanges.back()->header("Host"), "127.0.0.1:" + server.port());
  http::HTTPRequest request{.url = server.url(), .auth_username = "user", .auth_password = "pass"};
  fetch(std::move(request));
  EXPECT_EQ(server.exchanges.back()->header("Authorization"), "Basic dXNlcjpwYXNz");
  http::HTTPRequest digest{.url = server.url(), .auth_username = "u", .auth_mode = "digest"};
  EXPECT_THAT(fetch(std::move(digest)).error, HasSubstr("unsupported auth_mode"));
}

TEST_F(Client, SendsTheUserAgentOfTheRequestOrOfTheDefaults) {
  auto& server = serve(kHello);
  auto own = http::AsyncHTTPClient::force_instance(loop, {.defaults = {.user_agent = "Default/1"}});
  http::HTTPRequest plain{.url = server.url()};
  http::HTTPRequest mine{.url = server.url(), .user_agent = "Mine/2"};
  fetch(own, std::move(plain));
  EXPECT_EQ(server.exchanges.back()->header("User-Agent"), "Default/1");
  fetch(own, std::move(mine));
  EXPECT_EQ(server.exchanges.back()->header("User-Agent"), "Mine/2");
  fetch(server.url());
  EXPECT_EQ(server.exchanges.back()->header("User-Agent"), "(none)");
}

TEST_F(Client, TakesTheResponsesThatHaveNoBody) {
  struct Case {
    const char* method;
    const char* bytes;
    int code;
  };
  const Case cases[] = {
      {"HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", 200},
      {"HEAD", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", 200},
      {"HEAD", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\n", 200},
      {"GET", "HTTP/1.1 204 No Content\r\n\r\n", 204},
      {"GET", "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", 204},
      {"GET", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello", 204},
      {"GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n", 304},
      {"GET", kEmpty, 200},
  };
  for (const Case& c : cases) {
    // The connection stays open: nothing more is to come.
    auto& server = serve([&](Exchange& exchange) { exchange.send(c.bytes); });
    http::HTTPRequest request{.url = server.url(), .method = c.method};
    const Outcome got = fetch(std::move(request));
    EXPECT_EQ(got.code, c.code) << c.bytes;
    EXPECT_EQ(got.body, "") << c.bytes;
  }
}

TEST_F(Client, PassesOverInterimResponses) {
  const auto& server = serve(std::string("HTTP/1.1 100 Continue\r\n\r\n") +
                             "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + kHello);
  const Outcome got = fetch(server.url());
  EXPECT_EQ(got.code, 200);
  EXPECT_EQ(got.body, "hello");
  EXPECT_FALSE(got.response.headers.contains("Link"));
}

TEST_F(Client, TakesAnyCodeButASuccessForAnErrorWithItsResponse) {
  const auto& server = serve("HTTP/1.1 404 Nope\r\nContent-Length: 4\r\n\r\ngone");
  const Outcome got = fetch(server.url());
  EXPECT_EQ(got.code, 404);
  EXPECT_EQ(got.body, "gone");
  EXPECT_EQ(got.response.reason, "Nope");
  EXPECT_FALSE(got.error.empty());
}

TEST_F(Client, ReadsABodyUntilTheServerCloses) {
  const auto& server = serve("HTTP/1.0 200 OK\r\n\r\nall of it");
  EXPECT_EQ(fetch(server.url()).body, "all of it");
}

TEST_F(Client, TakesOneOfSeveralEqualContentLengths) {
  const auto& server =
      serve("HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\nContent-Length: 5\r\n\r\nhello and more");
  const Outcome got = fetch(server.url());
  EXPECT_EQ(got.body, "hello");
  EXPECT_EQ(got.response.headers.get("Content-Length", ""), "5");
}

TEST_F(Client, UnderstandsChunksWithExtensionsAndTrailers) {
  const auto& server = serve(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 99\r\n\r\n"
      "5;a=b;c=\"d;\\\"e\"\r\nhello\r\n000006 ; x\r\n, worl\r\n1\r\nd\r\n0;last\r\nX-Trailer: "
      "1\r\n\r\n");
  const Outcome got = fetch(server.url());
  EXPECT_EQ(got.code, 200) << got.error;
  EXPECT_EQ(got.body, "hello, world");
}

TEST_F(Client, UnderstandsEveryFramingByteByByte) {
  const std::string responses[] = {
      kHello,
      "HTTP/1.1 200 OK\n\nhello",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 \r\nContent-Length: 5\r\n\r\nhello",
  };
  for (const std::string& bytes : responses) {
    auto& server = serve([&](Exchange& exchange) { exchange.drip(bytes, true); });
    const Outcome got = fetch(server.url());
    EXPECT_EQ(got.code, 200) << bytes << got.error;
    EXPECT_EQ(got.body, "hello") << bytes;
  }
}

TEST_F(Client, ReachesAServerOverIPv6) {
  auto& server = serve([](Exchange& exchange) { exchange.reply(kHello); }, "::1");
  const Outcome got = fetch(server.url());
  EXPECT_EQ(got.code, 200) << got.error;
  EXPECT_EQ(server.exchanges.back()->header("Host"), "[::1]:" + server.port());
}

TEST_F(Client, AsksTheResolverThatItWasGiven) {
  auto& server = serve(kHello);
  const auto resolver = std::make_shared<OverrideResolver>(
      std::make_shared<ThreadedResolver>(loop),
      OverrideResolver::Mapping{{}, {{"www.example.com", "127.0.0.1"}}});
  auto own = http::AsyncHTTPClient::force_instance(loop, {.resolver = resolver});
  http::HTTPRequest request{.url = "http://www.example.com:" + server.port() + "/"};
  EXPECT_EQ(fetch(own, std::move(request)).body, "hello");
  EXPECT_EQ(server.exchanges.back()->header("Host"), "www.example.com:" + server.port());
}

TEST_F(Client, RunsACallbackWithEveryResponseAndMakesUpTheMissingOnes) {
  const auto& good = serve(kHello);
  const auto& missing = serve("HTTP/1.1 404 Nope\r\nContent-Length: 4\r\n\r\ngone");
  std::vector<http::HTTPResponse> got;
  const auto keep = [&](http::HTTPResponse response) { got.push_back(std::move(response)); };
  for (const std::string& url : {good.url(), missing.url(), std::string("http://")}) {
    const std::size_t before = got.size();
    http::HTTPRequest request{.url = url};
    client.fetch(std::move(request), keep);
    until([&] { return got.size() == before + 1; });
  }
  EXPECT_EQ(got[0].code, 200);
  EXPECT_EQ(got[0].body, "hello");
  EXPECT_EQ(got[1].code, 404);
  EXPECT_EQ(got[1].body, "gone");
  EXPECT_EQ(got[2].code, 599);
  EXPECT_THROW(got[2].rethrow(), http::HTTPError);
  EXPECT_EQ(got[2].request->url, "http://");
  settle();
  EXPECT_TRUE(log.lines.empty()) << log.lines[0];
}

TEST(SynchronousClient, FetchesOnALoopOfItsOwn) {
  IOLoop loop;
  bool stop = false;
  std::string url;
  std::atomic<bool> ready{false};
  std::thread server([&] {
    RawServer raw(loop, [&](Exchange& exchange) { exchange.reply(kHello); });
    url = raw.url();
    ready = true;
    loop.start();
    stop = true;
  });
  while (!ready) std::this_thread::yield();
  http::HTTPClient client;
  EXPECT_EQ(client.fetch(url).body, "hello");
  EXPECT_EQ(client.fetch(url).body, "hello") << "and again";
  EXPECT_THROW(client.fetch("http://"), http::HTTPError);
  loop.stop();
  server.join();
  EXPECT_TRUE(stop);
}

}  // namespace
}  // namespace eyewall::test
