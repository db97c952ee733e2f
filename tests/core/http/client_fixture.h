// What the client's tests stand on: a loop with a clock that only tests move, and fetches that are
// waited for by turning it.
#pragma once

#include <gmock/gmock.h>

#include "core/http/raw_server.h"
#include "core/iostream/stream_fixture.h"
#include "http/client.h"
#include "http/status.h"

namespace eyewall::test {

inline constexpr char kHello[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

class HandClock final : public sys::Clock {
 public:
  sys::TimePoint now() const override { return now_; }
  void skip(double seconds) {
    now_ += std::chrono::duration_cast<sys::Duration>(std::chrono::duration<double>(seconds));
  }

 private:
  sys::TimePoint now_ = sys::monotonic_clock().now();
};

/// How a fetch ended.
struct Outcome {
  int code = 0;
  std::string body;
  std::string error;  // HTTPError's message; "" when there was none
  http::HTTPResponse response;
};

class ClientTest : public ::testing::Test {
 protected:
  void until(const std::function<bool()>& done) {
    turn_until(loop, done, std::chrono::seconds(20));
  }
  void settle() {
    for (int i = 0; i < 12; ++i) turn(loop);
  }
  /// Each request to it is answered by `handler`.
  RawServer& serve(RawServer::Handler handler, const char* host = "127.0.0.1") {
    servers.push_back(std::make_unique<RawServer>(loop, std::move(handler), host));
    return *servers.back();
  }
  /// Answers every request with the same bytes, and closes.
  RawServer& serve(std::string bytes) {
    return serve([bytes = std::move(bytes)](Exchange& exchange) { exchange.reply(bytes); });
  }
  static Outcome outcome(const Future<http::HTTPResponse>& future) {
    Outcome out;
    try {
      out.response = future.result();
    } catch (const http::HTTPError& error) {
      out.error = error.message();
      out.code = error.code();
      if (!error.response()) return out;
      out.response = *error.response();
    }
    out.code = out.response.code;
    out.body = out.response.body;
    return out;
  }
  Outcome fetch(http::AsyncHTTPClient& from, http::HTTPRequest request) {
    const Future<http::HTTPResponse> future = from.fetch(std::move(request));
    until([&] { return future.done(); });
    return outcome(future);
  }
  Outcome fetch(http::HTTPRequest request) { return fetch(client, std::move(request)); }
  Outcome fetch(const std::string& url) {
    http::HTTPRequest request{.url = url};
    return fetch(std::move(request));
  }
  void TearDown() override {
    servers.clear();
    settle();
  }

  LogCapture log;
  HandClock clock;
  IOLoop loop{nullptr, clock};
  std::vector<std::unique_ptr<RawServer>> servers;
  http::AsyncHTTPClient client{loop};
};

}  // namespace eyewall::test
