// Redirects: where they lead, what the next request looks like, when it ends.
#include "core/http/client_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Redirect : public ClientTest {
 protected:
  /// Answers "/" with a redirect, and every other path with hello.
  RawServer& redirecting(int code, const std::string& location, const std::string& body = "") {
    const std::string bytes = "HTTP/1.1 " + std::to_string(code) + " Go\r\nLocation: " + location +
                              "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                              body;
    return serve([bytes](Exchange& exchange) {
      exchange.reply(exchange.line().find(" / ") != std::string::npos ? bytes : kHello);
    });
  }
  static std::vector<std::string> lines(const RawServer& server) {
    std::vector<std::string> all;
    for (const auto& exchange : server.exchanges) all.push_back(exchange->line());
    return all;
  }
};

TEST_F(Redirect, IsFollowedForEveryCodeThatMeansOne) {
  for (const int code : {301, 302, 303, 307, 308}) {
    auto& server = redirecting(code, "/next?a=b", "ignored");
    const Outcome got = fetch(server.url());
    EXPECT_EQ(got.code, 200) << code;
    EXPECT_EQ(got.body, "hello");
    EXPECT_EQ(got.response.effective_url, server.url("/next?a=b"));
    EXPECT_EQ(got.response.request->url, server.url("/")) << "the request that the user made";
    EXPECT_THAT(lines(server), ElementsAre("GET / HTTP/1.1", "GET /next?a=b HTTP/1.1"));
  }
}

TEST_F(Redirect, IsNotFollowedForAnyOtherCode) {
  for (const int code : {300, 304, 305, 306, 310, 399}) {
    auto& server = redirecting(code, "/next");
    EXPECT_EQ(fetch(server.url()).code, code);
    EXPECT_EQ(server.requests, 1U);
  }
}

TEST_F(Redirect, TurnsIntoAGetOnlyWhereTheCodeSaysSo) {
  struct Case {
    int code;
    const char* method;
    const char* line;
    const char* body;
  };
  const Case cases[] = {
      {301, "POST", "POST /next HTTP/1.1", "a=b"}, {302, "POST", "GET /next HTTP/1.1", ""},
      {302, "PUT", "PUT /next HTTP/1.1", "a=b"},   {303, "PUT", "GET /next HTTP/1.1", ""},
      {307, "POST", "POST /next HTTP/1.1", "a=b"}, {308, "PATCH", "PATCH /next HTTP/1.1", "a=b"}};
  for (const Case& c : cases) {
    auto& server = redirecting(c.code, "/next");
    http::HTTPRequest request{.url = server.url(),
                              .method = c.method,
                              .headers = {{"Content-Type", "text/plain"}, {"X-Mine", "1"}},
                              .body = "a=b"};
    EXPECT_EQ(fetch(std::move(request)).code, 200) << c.code;
    const Exchange& next = *server.exchanges.back();
    EXPECT_EQ(next.line(), c.line);
    EXPECT_EQ(next.body, c.body);
    EXPECT_EQ(next.header("X-Mine"), "1");
    EXPECT_EQ(next.header("Content-Type"), *c.body != '\0' ? "text/plain" : "(none)");
  }
}

TEST_F(Redirect, KeepsAHeadRequestAHeadRequest) {
  auto& server = redirecting(303, "/next");
  http::HTTPRequest request{.url = server.url(), .method = "HEAD"};
  EXPECT_EQ(fetch(std::move(request)).code, 200);
  EXPECT_EQ(server.exchanges.back()->line(), "HEAD /next HTTP/1.1");
}

TEST_F(Redirect, KeepsTheAuthorizationOnTheSameServerOnly) {
  auto& other = serve(kHello);
  auto& away = redirecting(302, other.url("/there"));
  auto& here = redirecting(302, "/there");
  for (auto* server : {&away, &here}) {
    http::HTTPRequest request{.url = server->url(),
                              .headers = {{"Cookie", "secret=1"}, {"X-Mine", "1"}},
                              .auth_username = "user",
                              .auth_password = "pass"};
    EXPECT_EQ(fetch(std::move(request)).code, 200);
    EXPECT_EQ(server->exchanges.at(0)->header("Authorization"), "Basic dXNlcjpwYXNz");
  }
  EXPECT_EQ(here.exchanges.at(1)->header("Authorization"), "Basic dXNlcjpwYXNz");
  EXPECT_EQ(here.exchanges.at(1)->header("Cookie"), "secret=1");
  EXPECT_EQ(other.exchanges.at(0)->header("Authorization"), "(none)");
  EXPECT_EQ(other.exchanges.at(0)->header("Cookie"), "(none)");
  EXPECT_EQ(other.exchanges.at(0)->header("X-Mine"), "1");
  EXPECT_EQ(other.exchanges.at(0)->header("Host"), "127.0.0.1:" + other.port());
}

TEST_F(Redirect, DropsAnAuthorizationHeaderTheUserWroteForAnotherServer) {
  auto& other = serve(kHello);
  auto& away = redirecting(307, other.url());
  http::HTTPRequest request{.url = away.url(), .headers = {{"Authorization", "Bearer x"}}};
  fetch(std::move(request));
  EXPECT_EQ(away.exchanges.at(0)->header("Authorization"), "Bearer x");
  EXPECT_EQ(other.exchanges.at(0)->header("Authorization"), "(none)");
}

TEST_F(Redirect, ThatLeadsInACircleEndsAtTheLimitWithTheLastResponse) {
  auto& server = serve("HTTP/1.1 302 Again\r\nLocation: /\r\nContent-Length: 4\r\n\r\nloop");
  const Outcome got = fetch(server.url());
  EXPECT_EQ(got.code, 302);
  EXPECT_EQ(got.body, "loop");
  EXPECT_EQ(server.requests, 6U) << "the first, and five redirects";
  http::HTTPRequest two{.url = server.url(), .max_redirects = 2};
  EXPECT_EQ(fetch(std::move(two)).code, 302);
  EXPECT_EQ(server.requests, 9U);
}

TEST_F(Redirect, IsHandedOutWhereItMustNotBeFollowed) {
  auto& server = redirecting(302, "/next", "moved");
  http::HTTPRequest no{.url = server.url(), .follow_redirects = false};
  const Outcome got = fetch(std::move(no));
  EXPECT_EQ(got.code, 302);
  EXPECT_EQ(got.body, "moved");
  EXPECT_EQ(got.response.headers.get("Location", ""), "/next");
  http::HTTPRequest none{.url = server.url(), .max_redirects = 0};
  EXPECT_EQ(fetch(std::move(none)).code, 302);
  EXPECT_EQ(server.requests, 2U);
}

TEST_F(Redirect, ThatNamesNoLocationIsTheResponse) {
  const auto& without = serve("HTTP/1.1 302 Go\r\nContent-Length: 2\r\n\r\nno");
  const auto got = fetch(without.url());
  EXPECT_EQ(got.code, 302);
  EXPECT_EQ(got.response.body, "no");
}

TEST_F(Redirect, ToNowhereIsAnError) {
  EXPECT_THAT(fetch(redirecting(302, "ftp://h/").url()).error, HasSubstr("Unsupported url scheme"));
  EXPECT_THAT(fetch(redirecting(302, "/a b").url()).error, HasSubstr("Space"));
  EXPECT_THAT(fetch(redirecting(302, "http://[::1").url()).error, HasSubstr("URL"));
  EXPECT_THAT(fetch(redirecting(302, "//h:0/").url()).error, HasSubstr("Port"));
  EXPECT_EQ(client.active(), 0U);
}

TEST_F(Redirect, ThatFailsReachesTheCallbackOnce) {
  auto& server = redirecting(302, "http://127.0.0.1:1/");
  int calls = 0;
  http::HTTPRequest request{.url = server.url()};
  const auto future = client.fetch(std::move(request), [&](const http::HTTPResponse& response) {
    ++calls;
    EXPECT_EQ(response.code, 599);
  });
  until([&] { return calls == 1; });
  settle();
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(outcome(future).code, 599);
}

TEST_F(Redirect, GivesTheBodyOfTheLastResponseToTheStreamingCallbackOnly) {
  auto& server = redirecting(302, "/next", "not this");
  std::string streamed;
  http::HTTPRequest request{.url = server.url(), .streaming_callback = [&](std::string_view piece) {
                              streamed += piece;
                            }};
  const Outcome got = fetch(std::move(request));
  EXPECT_EQ(streamed, "hello");
  EXPECT_EQ(got.body, "");
}

}  // namespace
}  // namespace eyewall::test
