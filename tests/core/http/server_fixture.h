// What the tests of the HTTP server stand on: a server on a loop that is turned by hand, and raw
// clients that send whatever a test wants.
#pragma once

#include <gmock/gmock.h>

#include "core/net/server_fixture.h"
#include "http/server.h"
#include "http/server_connection.h"

namespace eyewall::test {

/// An answer with a length, as bytes.
inline std::string ok(const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

using Request = std::shared_ptr<http::HTTPServerRequest>;

class HttpServerTest : public ServerTest {
 protected:
  static constexpr char kGet[] = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  void SetUp() override { serve(); }
  /// "hello" with the path for whatever comes, unless `answer` is set.
  void serve(http::HTTPServerOptions options = {}) {
    options.io_loop = &loop;
    server = std::make_unique<http::HTTPServer>(
        [this](Request request) {
          requests.push_back(request);
          if (answer) return answer(request);
          request->write(ok("hello " + request->uri()));
          request->finish();
        },
        std::move(options));
    server->listen(0, "127.0.0.1");
  }
  void TearDown() override {
    requests.clear();
    server.reset();
    settle();
  }
  sys::Fd dial() const { return connect_to(server->port()); }
  /// Sends, whatever else happens meanwhile.
  void send(const sys::Fd& client, std::string_view bytes) {
    until([&] {
      const sys::Result sent = sys::send(client.get(), bytes);
      if (sent.ok()) bytes.remove_prefix(static_cast<std::size_t>(sent.value));
      return bytes.empty() || (!sent.ok() && !sent.would_block() && sent.error != ENOTCONN);
    });
  }
  /// Adds what has come by now. False: the server has closed.
  static bool take(const sys::Fd& client, std::string& text) {
    char bytes[65536];
    while (true) {
      const sys::Result got = sys::recv(client.get(), bytes);
      if (!got.ok()) return got.would_block();
      if (got.value == 0) return false;
      text.append(bytes, static_cast<std::size_t>(got.value));
    }
  }
  /// What comes until `end` has come.
  std::string read_until(const sys::Fd& client, const std::string& end) {
    std::string text;
    until([&] { return !take(client, text) || text.find(end) != std::string::npos; });
    return text;
  }
  /// What comes until the server closes.
  std::string read_all(const sys::Fd& client) {
    std::string text;
    until([&] { return !take(client, text); });
    return text;
  }
  /// What the server answers to these bytes; it must close then.
  std::string last_answer(const std::string& bytes) {
    const sys::Fd client = dial();
    send(client, bytes);
    return read_all(client);
  }
  static int status(const std::string& answered) {
    return answered.starts_with("HTTP/1.1 ") ? std::stoi(answered.substr(9, 3)) : 0;
  }

  std::function<void(const Request&)> answer;
  std::vector<Request> requests;
  std::unique_ptr<http::HTTPServer> server;
};

}  // namespace eyewall::test
