#include "websocket/handshake.h"

#include <openssl/rand.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <span>

#include "http/basic_auth.h"
#include "http/grammar.h"
#include "http/status.h"

namespace eyewall::websocket {
namespace {

constexpr std::string_view kMagic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

std::string base64(std::span<const unsigned char> bytes) {
  return http::base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

bool is_base64_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || http::is_digit(c) || c == '+' ||
         c == '/';
}

// 16 bytes in base64: 22 characters, the last of which holds two bits, and "==".
bool is_key(std::string_view key) {
  return key.size() == 24 && key.ends_with("==") &&
         std::all_of(key.begin(), key.end() - 2, is_base64_char) &&
         std::string_view("AQgw").find(key[21]) != std::string_view::npos;
}

[[noreturn]] void refuse(const std::string& why) {
  throw HandshakeError(400, why);
}

void check_upgrade(const http::RequestHead& head) {
  if (head.method != "GET") throw HandshakeError(405, "Only a GET upgrades", {{"Allow", "GET"}});
  if (head.minor_version == 0) refuse("HTTP/1.0 cannot be upgraded");
  if (!http::list_holds(head.headers.get("Upgrade", ""), "websocket")) {
    refuse("Can \"Upgrade\" only to \"WebSocket\".");
  }
  if (!http::list_holds(head.headers.get("Connection", ""), "upgrade")) {
    refuse("\"Connection\" must be \"Upgrade\".");
  }
  if (head.headers.get("Sec-WebSocket-Version") != "13") {
    throw HandshakeError(426, "Only version 13 is spoken here",
                         {{"Sec-WebSocket-Version", "13"}, {"Upgrade", "websocket"}});
  }
}

std::vector<std::string> parse_subprotocols(const http::Headers& headers) {
  std::vector<std::string> names;
  const std::optional<std::string> list = headers.get("Sec-WebSocket-Protocol");
  if (!list) return names;
  for (const std::string_view name : http::split_list(*list)) {
    if (name.empty()) continue;
    if (!http::is_token(name)) refuse("Malformed Sec-WebSocket-Protocol: " + http::quoted(*list));
    names.emplace_back(name);
  }
  return names;
}

std::string_view without(std::string_view authority, std::string_view port) {
  if (authority.ends_with(port)) authority.remove_suffix(port.size());
  return authority;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

ClientHandshake parse_handshake(const http::RequestHead& head) {
  check_upgrade(head);
  ClientHandshake asked;
  asked.key = head.headers.get("Sec-WebSocket-Key", "");
  if (!is_key(asked.key)) refuse("Sec-WebSocket-Key is not 16 bytes in base64");
  asked.origin = head.headers.get("Origin", "");
  asked.subprotocols = parse_subprotocols(head.headers);
  try {
    asked.extensions = parse_extensions(head.headers.get("Sec-WebSocket-Extensions", ""));
  } catch (const http::ProtocolError& error) {
    refuse(error.what());
  }
  return asked;
}

bool is_same_origin(std::string_view origin, std::string_view host) {
  const std::size_t scheme = origin.find("://");
  if (scheme == std::string_view::npos) return false;  // "null", or no origin at all
  const std::string_view port = origin.starts_with("https:") ? ":443" : ":80";
  return http::equal_ignoring_case(without(origin.substr(scheme + 3), port), without(host, port));
}

http::Headers accept_headers(const ClientHandshake& asked,
                             const std::optional<std::string>& subprotocol,
                             const std::optional<DeflateAnswer>& deflate) {
  http::Headers headers{{"Upgrade", "websocket"},
                        {"Connection", "Upgrade"},
                        {"Sec-WebSocket-Accept", accept_value(asked.key)}};
  if (subprotocol) headers.set("Sec-WebSocket-Protocol", *subprotocol);
  if (deflate) headers.set("Sec-WebSocket-Extensions", deflate->header);
  return headers;
}

std::string accept_value(std::string_view key) {
  const std::string text = std::string(key).append(kMagic);
  std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
  SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  return base64(digest);
}

std::string new_key() {
  std::array<unsigned char, 16> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
    throw WebSocketError("There is no randomness for Sec-WebSocket-Key");
  }
  return base64(bytes);
}

http::Headers request_headers(const std::string& key, const std::vector<std::string>& subprotocols,
                              bool compress) {
  http::Headers headers{{"Upgrade", "websocket"},
                        {"Connection", "Upgrade"},
                        {"Sec-WebSocket-Key", key},
                        {"Sec-WebSocket-Version", "13"}};
  if (!subprotocols.empty()) headers.set("Sec-WebSocket-Protocol", joined(subprotocols));
  if (compress) headers.set("Sec-WebSocket-Extensions", kDeflateOffer);
  return headers;
}

ServerHandshake check_answer(const http::ResponseHead& head, const std::string& key,
                             const std::vector<std::string>& subprotocols, bool compress) {
  if (head.status.code != 101) throw http::HTTPError(head.status.code, head.status.reason);
  const http::Headers& headers = head.headers;
  if (!http::equal_ignoring_case(headers.get("Upgrade", ""), "websocket") ||
      !http::list_holds(headers.get("Connection", ""), "upgrade")) {
    throw WebSocketError("The server upgrades to something else");
  }
  if (headers.get("Sec-WebSocket-Accept") != accept_value(key)) {
    throw WebSocketError("Sec-WebSocket-Accept is not of this Sec-WebSocket-Key");
  }
  ServerHandshake agreed;
  agreed.subprotocol = headers.get("Sec-WebSocket-Protocol");
  if (agreed.subprotocol && std::find(subprotocols.begin(), subprotocols.end(),
                                      *agreed.subprotocol) == subprotocols.end()) {
    throw WebSocketError("The server chose a subprotocol that was not offered: " +
                         http::quoted(*agreed.subprotocol));
  }
  const auto extensions = parse_extensions(headers.get("Sec-WebSocket-Extensions", ""));
  if (!compress && !extensions.empty()) throw WebSocketError("The server wants an extension");
  agreed.deflate = agreed_deflate(extensions);
  return agreed;
}

}  // namespace eyewall::websocket
