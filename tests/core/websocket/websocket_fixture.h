// What the tests of WebSockets stand on: an application with a handler, on a loop that is turned by
// hand, and raw clients that send whatever a test wants.
#pragma once

#include "core/http/server_fixture.h"
#include "core/websocket/frames.h"
#include "web/application.h"
#include "websocket/handler.h"

namespace eyewall::test {

using websocket::Message;

/// What a test sees of the handlers, and tells them.
struct Stage {
  std::vector<std::string>
      seen;  // "open", "text:x", "binary:x", "ping:x", "pong:x", "close:1000 x"
  websocket::WebSocketOptions options;
  std::function<void(websocket::WebSocketHandler&)> on_open;
  std::function<void(websocket::WebSocketHandler&, const Message&)> on_message;  // else: echo
  bool any_origin = false;
};

class StageHandler : public websocket::WebSocketHandler {
 public:
  void initialize(Stage& stage) { stage_ = &stage; }

 protected:
  websocket::WebSocketOptions websocket_options() const override { return stage_->options; }
  std::optional<std::string> select_subprotocol(const std::vector<std::string>& names) override {
    return names.back();
  }
  bool check_origin(const std::string& origin) override {
    return stage_->any_origin || WebSocketHandler::check_origin(origin);
  }
  void open() override {
    stage_->seen.push_back("open");
    if (stage_->on_open) stage_->on_open(*this);
  }
  void on_message(Message message) override {
    stage_->seen.push_back((message.binary ? "binary:" : "text:") + message.data.substr(0, 100));
    if (stage_->on_message) return stage_->on_message(*this, message);
    write_message(message);
  }
  void on_ping(const std::string& data) override { stage_->seen.push_back("ping:" + data); }
  void on_pong(const std::string& data) override { stage_->seen.push_back("pong:" + data); }
  void on_close() override {
    stage_->seen.push_back("close:" + std::to_string(close_code().value_or(0)) + " " +
                           close_reason());
  }

 private:
  Stage* stage_ = nullptr;
};

class WebSocketTest : public HttpServerTest {
 protected:
  static constexpr char kAsk[] =
      "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";

  void SetUp() override {
    serve_application(
        web::Application({web::url("/ws", web::handler<StageHandler>(std::ref(stage)))}, quiet()));
  }
  static web::Settings quiet() {
    web::Settings settings;
    settings.log_function = [](const web::RequestHandler&) {};
    return settings;
  }
  void serve_application(web::Application application, http::HTTPServerOptions options = {}) {
    options.io_loop = &loop;
    server = std::make_unique<http::HTTPServer>(std::move(application), std::move(options));
    server->listen(0, "127.0.0.1");
  }
  /// A client that has shaken hands. more: headers.
  sys::Fd shaken(const std::string& more = "") {
    sys::Fd client = dial();
    send(client, kAsk + more + "\r\n");
    answer_head = read_until(client, "\r\n\r\n");
    early = answer_head.substr(answer_head.find("\r\n\r\n") + 4);
    EXPECT_EQ(status(answer_head), 101) << answer_head;
    return client;
  }
  /// What comes behind the handshake, until `count` bytes have come, or the server has closed.
  std::string read_bytes(const sys::Fd& client, std::size_t count) {
    std::string got = std::exchange(early, {});
    until([&] { return got.size() >= count || !take(client, got); });
    return got;
  }
  /// What the server sends to one that sends these bytes; the server must close then.
  std::string conversation(const std::string& bytes, const std::string& more = "") {
    std::string got;
    {
      const sys::Fd client = shaken(more);
      send(client, bytes);
      got = early + read_all(client);
    }
    until([&] { return server->connections() == 0; });
    return got;
  }
  static std::string close_frame(int value, const std::string& reason = "") {
    return from_server(Opcode::close, code(value, reason));
  }
  /// The code of the close frame that the bytes end with; 0: there is none.
  static int closed_with(const std::string& bytes) {
    const std::size_t at = bytes.rfind('\x88');
    if (at == std::string::npos || bytes.size() < at + 4) return 0;
    return static_cast<unsigned char>(bytes[at + 2]) << 8 |
           static_cast<unsigned char>(bytes[at + 3]);
  }

  Stage stage;
  std::string answer_head;
  std::string early;  // what came together with it
};

}  // namespace eyewall::test
