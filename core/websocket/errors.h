// What can go wrong with a WebSocket.
//
// For: this layer and its users.
// Threads: values.
// Source: Tornado 3.1.1 websocket.WebSocketError and WebSocketClosedError; RFC 6455 section 7.4 for
//   the codes.
#pragma once

#include <stdexcept>
#include <string>

#include "http/grammar.h"

namespace eyewall::websocket {

class WebSocketError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Something was to be sent, and the connection is closed or closing.
class WebSocketClosedError : public WebSocketError {
 public:
  WebSocketClosedError() : WebSocketError("The WebSocket is closed, or closing") {}
};

/// The codes of a close frame that this layer sends by itself.
enum CloseCode : int {
  kNormalClosure = 1000,
  kGoingAway = 1001,
  kProtocolError = 1002,
  kInvalidData = 1007,
  kTooBig = 1009,
  kInternalError = 1011,
};

/// The peer sent what RFC 6455 forbids, or more than is allowed: code() is the close code that
/// answers it, what() says which rule it breaks.
class BadFrame : public http::ProtocolError {
 public:
  BadFrame(CloseCode code, const std::string& what) : ProtocolError(what), code_(code) {}
  CloseCode code() const { return code_; }

 private:
  CloseCode code_;
};

}  // namespace eyewall::websocket
