// WebSocketHandler: a RequestHandler whose request becomes a WebSocket.
//
// What: a subclass has on_message(Message), and may have open(), on_close() and the others below.
//   Of a CoroutineWebSocketHandler on_message is a coroutine: the next message waits until it is
//   done.
// For: programs, through web::handler<T>().
// Threads: the loop's own.
// Ownership: counted; held by the server's connection until that is closed, and by a coroutine for
//   as long as it runs.
// Errors: a request that is no handshake, or of a foreign origin, is answered 400, 403, 405 or 426.
//   What a method throws is logged, and ends the connection with 1011. WebSocketClosedError for
//   what is written before open() or after the end.
// Source: Tornado 3.1.1 websocket.WebSocketHandler; check_origin, close codes and the options are
//   Tornado 4's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gen/coroutine_type.h"
#include "web/request_handler.h"
#include "websocket/connection.h"
#include "websocket/handshake.h"

namespace eyewall::websocket {

class WebSocketHandlerBase : public web::RequestHandler, private MessageReceiver {
 public:
  /// The handshake.
  web::Asynchronous get();

  void write_message(std::string_view message, bool binary = false, Site at = Site::current());
  void write_message(const Message& message, Site at = Site::current());
  /// data: at most 125 bytes.
  void ping(std::string_view data = {}, Site at = Site::current());
  /// Begins the end; on_close() comes when it has come. code: 1000, 3000 to 4999 ...; nothing:
  /// none.
  void close(std::optional<int> code = {}, const std::string& reason = {},
             Site at = Site::current());
  /// Whether messages can be sent.
  bool is_open() const { return connection_ && connection_->open(); }
  /// What the client gave for a reason when it closed.
  std::optional<int> close_code() const;
  std::string close_reason() const;

 protected:
  virtual void open() {}
  virtual void on_ping(const std::string&) {}
  virtual void on_pong(const std::string&) {}
  virtual void on_close() {}
  /// One of those that the client offers, or nothing.
  virtual std::optional<std::string> select_subprotocol(const std::vector<std::string>&) {
    return {};
  }
  /// Whether a page of that origin may connect: by default one of the same host. A client that
  /// names no origin is no browser, and not asked about.
  virtual bool check_origin(const std::string& origin);
  virtual WebSocketOptions websocket_options() const { return {}; }

  /// False: no more until resume().
  virtual bool handle_message(Message message) = 0;
  void resume() { connection_->resume(); }
  /// A method of this threw; that it wrote too late is no failure.
  void fail(const std::exception_ptr& error);

 private:
  bool receive_message(Message message) final { return handle_message(std::move(message)); }
  void receive_ping(const std::string& data) final { on_ping(data); }
  void receive_pong(const std::string& data) final { on_pong(data); }
  void receive_close() final;

  void refuse(const HandshakeError& error);
  void accept(const ClientHandshake& asked);
  WebSocketConnection& connection() const;

  std::shared_ptr<WebSocketConnection> connection_;  // null: there is none yet
};

class WebSocketHandler : public WebSocketHandlerBase {
 protected:
  virtual void on_message(Message message) = 0;

 private:
  bool handle_message(Message message) final {
    on_message(std::move(message));
    return true;
  }
};

class CoroutineWebSocketHandler : public WebSocketHandlerBase {
 protected:
  virtual gen::Coroutine<void> on_message(Message message) = 0;

 private:
  bool handle_message(Message message) final;
};

}  // namespace eyewall::websocket
