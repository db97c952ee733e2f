// Message: what one side of a WebSocket says to the other.
//
// For: handlers and clients.
// Threads: a value. Ownership: owns its bytes.
// Source: RFC 6455 section 5.6; Tornado 3.1.1 gives on_message a str or a unicode string instead.
#pragma once

#include <string>

namespace eyewall::websocket {

struct Message {
  std::string data = {};  // UTF-8, unless it is binary
  bool binary = false;

  friend bool operator==(const Message&, const Message&) = default;
};

}  // namespace eyewall::websocket
