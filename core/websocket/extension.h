// permessage-deflate, as both sides agree on it in the handshake.
//
// What: the Sec-WebSocket-Extensions header parsed; a server's answer to an offer; a client's check
//   of the answer.
// For: handshake.h, WebSocketHandler, websocket_connect.
// Threads: pure functions and values.
// Errors: http::ProtocolError for a header that breaks the grammar, or an answer that does not fit.
// Source: RFC 6455 section 9.1, RFC 7692 sections 5 and 7.1; Tornado 4.1
//   websocket.WebSocketProtocol13._parse_extensions_header and _create_compressors.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace eyewall::websocket {

struct Extension {
  std::string name = {};
  std::vector<std::pair<std::string, std::optional<std::string>>> parameters = {};

  friend bool operator==(const Extension&, const Extension&) = default;
};

std::vector<Extension> parse_extensions(std::string_view header);

/// What was agreed.
struct DeflateParameters {
  bool server_no_context_takeover = false;  // the server forgets its window behind each message
  bool client_no_context_takeover = false;
  int server_max_window_bits = 15;
  int client_max_window_bits = 15;

  friend bool operator==(const DeflateParameters&, const DeflateParameters&) = default;
};

/// An agreement, and the words that tell it to the client.
struct DeflateAnswer {
  DeflateParameters parameters = {};
  std::string header = {};
};

/// The answer to the first offer that can be taken; nothing: none can.
std::optional<DeflateAnswer> accept_deflate(const std::vector<Extension>& offers);

/// What our client offers.
inline constexpr std::string_view kDeflateOffer = "permessage-deflate; client_max_window_bits";
/// What the server made of that offer; nothing: it does not compress.
std::optional<DeflateParameters> agreed_deflate(const std::vector<Extension>& answer);

}  // namespace eyewall::websocket
