// websocket_connect and WebSocketClientConnection: the client's side.
//
// What: connects, shakes hands, and gives a connection whose messages are read one by one.
// For: programs, mostly coroutines.
// Threads: the loop's own.
// Ownership: the connection is whoever's takes it out of the Future; it closes when the last of
//   them lets it go. The loop outlives it.
// Errors: in the Future: http::UrlError, sys::ResolveError, sys::Error, SSLError; http::HTTPError
//   for an answer other than 101; WebSocketError for a bad one, TimeoutError for none.
// Memory: messages that nobody reads stop the reading at about a megabyte.
// Source: Tornado 3.1.1 websocket.websocket_connect, WebSocketClientConnection.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "concurrent/future.h"
#include "http/headers.h"
#include "iostream/ssl_context.h"
#include "net/resolver.h"
#include "websocket/connection.h"

namespace eyewall::websocket {

class WebSocketClientConnection : public std::enable_shared_from_this<WebSocketClientConnection>,
                                  private MessageReceiver {
 public:
  /// The next message; nothing: the connection is closed. One at a time: std::logic_error.
  Future<std::optional<Message>> read_message(Site at = Site::current());

  void write_message(std::string_view message, bool binary = false, Site at = Site::current()) {
    connection_->write_message(message, binary, at);
  }
  void ping(std::string_view data = {}, Site at = Site::current()) { connection_->ping(data, at); }
  /// Begins the end; read_message() tells of it. code: 1000, 3000 to 4999 ...; nothing: none.
  void close(std::optional<int> code = {}, const std::string& reason = {},
             Site at = Site::current()) {
    connection_->close({code, reason}, at);
  }
  /// Told of each pong.
  void set_pong_callback(stack_context::Wrapped<void(std::string)> callback) {
    pong_callback_ = std::move(callback);
  }

  bool is_open() const { return connection_->open(); }
  /// What the server gave for a reason when it closed.
  std::optional<int> close_code() const { return connection_->close_reason().code; }
  const std::string& close_reason() const { return connection_->close_reason().reason; }
  /// What the server chose.
  const std::optional<std::string>& subprotocol() const { return subprotocol_; }

 private:
  friend class Connector;

  void begin(std::shared_ptr<IOStream> stream, WebSocketOptions options,
             const std::optional<DeflateParameters>& deflate);
  bool receive_message(Message message) override;
  void receive_ping(const std::string&) override {}
  void receive_pong(const std::string& data) override {
    if (pong_callback_) pong_callback_(data);
  }
  void receive_close() override;
  bool has_room() const;

  std::shared_ptr<WebSocketConnection> connection_;
  std::optional<std::string> subprotocol_;
  stack_context::Wrapped<void(std::string)> pong_callback_;
  std::optional<Future<std::optional<Message>>> waiting_;  // of a read_message()
  std::deque<Message> unread_;
  std::size_t unread_bytes_ = 0;
  bool full_ = false;  // the reading has stopped
  bool closed_ = false;
};

struct ConnectOptions {
  IOLoop* io_loop = nullptr;                   // null: the current one
  http::Headers headers = {};                  // sent besides the handshake's own
  std::vector<std::string> subprotocols = {};  // offered, the best first
  WebSocketOptions websocket = {};
  SSLOptions ssl_options = {};                                          // for wss
  std::chrono::nanoseconds connect_timeout = std::chrono::seconds(20);  // 0: none
  std::shared_ptr<Resolver> resolver = {};                              // null: a BlockingResolver
};

/// url: ws:// or wss://
Future<std::shared_ptr<WebSocketClientConnection>> websocket_connect(std::string url,
                                                                     ConnectOptions options = {},
                                                                     Site at = Site::current());

}  // namespace eyewall::websocket
