#include "websocket/handler.h"

#include <algorithm>

#include "concurrent/add_future.h"
#include "gen/coroutine.h"
#include "http/server_connection.h"
#include "sys/log.h"
#include "trace/emit.h"

namespace eyewall::websocket {

namespace f = trace::f;

web::Asynchronous WebSocketHandlerBase::get() {
  try {
    const ClientHandshake asked = parse_handshake(request().head);
    if (!asked.origin.empty() && !check_origin(asked.origin)) {
      throw HandshakeError(403, "Cross origin websockets not allowed");
    }
    accept(asked);
  } catch (const HandshakeError& error) {
    refuse(error);
  }
  return {};
}

void WebSocketHandlerBase::refuse(const HandshakeError& error) {
  set_status(error.status());
  set_header("Content-Type", "text/plain; charset=UTF-8");
  for (const auto& [name, value] : error.headers().get_all()) set_header(name, value);
  finish(std::string(error.what()) + "\n");
}

void WebSocketHandlerBase::accept(const ClientHandshake& asked) {
  std::optional<std::string> subprotocol;
  if (!asked.subprotocols.empty()) subprotocol = select_subprotocol(asked.subprotocols);
  if (subprotocol && std::find(asked.subprotocols.begin(), asked.subprotocols.end(),
                               *subprotocol) == asked.subprotocols.end()) {
    throw WebSocketError("select_subprotocol: " + *subprotocol + " is not offered");
  }
  WebSocketOptions options = websocket_options();
  std::optional<DeflateAnswer> deflate;
  if (options.compression) deflate = accept_deflate(asked.extensions);
  http::Headers answer = headers();
  answer.remove("Content-Type");
  for (const auto& [name, value] : accept_headers(asked, subprotocol, deflate).get_all()) {
    answer.set(name, value);
  }
  const auto self = std::static_pointer_cast<WebSocketHandlerBase>(shared_from_this());
  const auto http = request().connection;
  http->write_headers(101, std::move(answer));
  auto stream =
      http->detach(named("on_stream_close", [self] { self->connection_->on_stream_close(); }),
                   named("go_away", [weak = std::weak_ptr(self)] {
                     if (const auto alive = weak.lock()) alive->close(kGoingAway);
                   }));
  connection_ = std::make_shared<WebSocketConnection>(
      std::move(stream), Role::server, std::move(options),
      deflate ? std::optional(deflate->parameters) : std::nullopt,
      std::shared_ptr<MessageReceiver>(self, this));
  trace::emit<trace::Kind::ws_open>(Site::current(), 0, f::stream(connection_->stream().id()),
                                    f::call(request().id), f::url(request().uri()));
  try {
    open();
  } catch (...) {
    fail(std::current_exception());
  }
  connection_->start();
}

bool WebSocketHandlerBase::check_origin(const std::string& origin) {
  return is_same_origin(origin, request().host());
}

WebSocketConnection& WebSocketHandlerBase::connection() const {
  if (!connection_) throw WebSocketClosedError();
  return *connection_;
}

void WebSocketHandlerBase::write_message(std::string_view message, bool binary, Site at) {
  connection().write_message(message, binary, at);
}

void WebSocketHandlerBase::write_message(const Message& message, Site at) {
  connection().write_message(message.data, message.binary, at);
}

void WebSocketHandlerBase::ping(std::string_view data, Site at) {
  connection().ping(data, at);
}

void WebSocketHandlerBase::close(std::optional<int> code, const std::string& reason, Site at) {
  connection().close({code, reason}, at);
}

std::optional<int> WebSocketHandlerBase::close_code() const {
  return connection_ ? connection_->close_reason().code : std::nullopt;
}

std::string WebSocketHandlerBase::close_reason() const {
  return connection_ ? connection_->close_reason().reason : std::string();
}

void WebSocketHandlerBase::fail(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const WebSocketClosedError&) {
    // The end came while it was at work: no bug.
  } catch (...) {
    log_exception(error);
    connection().fail(kInternalError, "");
  }
}

void WebSocketHandlerBase::receive_close() {
  try {
    on_close();
  } catch (...) {
    log_exception(std::current_exception());
  }
}

bool CoroutineWebSocketHandler::handle_message(Message message) {
  const auto self = std::static_pointer_cast<CoroutineWebSocketHandler>(shared_from_this());
  const auto run = [](std::shared_ptr<CoroutineWebSocketHandler> handler, Message given) {
    return handler->on_message(std::move(given));
  };
  const Future<void> done = gen::coroutine(run, "on_message")(self, std::move(message));
  if (done.done()) {
    done.result();
    return true;
  }
  add_future(io_loop(), done, named("on_message_done", [self](const Future<void>& ended) {
               if (const std::exception_ptr error = ended.exception()) self->fail(error);
               self->resume();
             }));
  return false;
}

}  // namespace eyewall::websocket
