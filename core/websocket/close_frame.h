// The payload of a close frame: a code and a reason.
//
// For: WebSocketConnection.
// Threads: pure functions and values.
// Errors: BadFrame for what a peer must not send; std::invalid_argument for what a program must
// not. Source: RFC 6455 sections 5.5.1 and 7.4; Tornado 4.0 websocket.WebSocketProtocol.close.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace eyewall::websocket {

struct CloseReason {
  std::optional<int> code = {};  // nothing: none was given
  std::string reason = {};       // UTF-8

  friend bool operator==(const CloseReason&, const CloseReason&) = default;
};

/// Whether that code may stand in a frame. 1005, 1006 and 1015 never do.
bool is_close_code(int code);
CloseReason parse_close(std::string_view payload);
/// Throws for a code that is none, a reason without a code, or one that is too long or not UTF-8.
std::string close_payload(const CloseReason& reason);

}  // namespace eyewall::websocket
