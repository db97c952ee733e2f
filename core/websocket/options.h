// What a WebSocket is told.
//
// For: WebSocketHandler, websocket_connect.
// Threads: a value.
// Source: Tornado 4.5: websocket_ping_interval, websocket_ping_timeout, websocket_max_message_size,
//   WebSocketHandler.get_compression_options; the close timeout is a constant there.
#pragma once

#include <chrono>
#include <optional>

#include "websocket/deflate.h"

namespace eyewall::websocket {

struct WebSocketOptions {
  std::size_t max_message_size = std::size_t{16} << 20U;  // bytes of a message that comes
  /// Set: messages are compressed, where the peer agrees.
  std::optional<CompressionOptions> compression = {};
  /// Between two pings; 0: none are sent.
  std::chrono::nanoseconds ping_interval{0};
  /// The longest silence of a peer that is pinged; 0: three intervals, and at least 30 s.
  std::chrono::nanoseconds ping_timeout{0};
  /// How long the peer may take to end the connection once it shall end.
  std::chrono::nanoseconds close_timeout = std::chrono::seconds(5);
};

}  // namespace eyewall::websocket
