// An Application behind a server, and raw clients.
#pragma once

#include "core/http/server_fixture.h"
#include "sys/log.h"
#include "web/application.h"
#include "web/request_handler.h"

namespace eyewall::test {

class WebTest : public HttpServerTest {
 protected:
  void SetUp() override {
    logged_before_ = sys::set_log_function(
        [this](sys::LogLevel, const std::string& text) { logged.push_back(text); });
  }
  void TearDown() override {
    HttpServerTest::TearDown();
    sys::set_log_function(logged_before_);
  }
  void host(web::Application app) {
    server = std::make_unique<http::HTTPServer>(std::move(app),
                                                http::HTTPServerOptions{.io_loop = &loop});
    server->listen(0, "127.0.0.1");
  }
  /// One route, "/".
  template <class T, class... A>
  void host_handler(A... args) {
    host(web::Application({web::url("/", web::handler<T>(args...))}, settings));
  }
  /// The answer to one request; the connection is closed behind it.
  std::string ask(const std::string& line, const std::string& fields = {},
                  const std::string& body = {}) {
    std::string text = line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + fields;
    if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return last_answer(text + "\r\n" + body);
  }
  static std::string body_of(const std::string& answered) {
    const std::size_t end = answered.find("\r\n\r\n");
    return end == std::string::npos ? "" : answered.substr(end + 4);
  }

  web::Settings settings;
  std::vector<std::string> logged;

 private:
  sys::LogFunction logged_before_;
};

}  // namespace eyewall::test
