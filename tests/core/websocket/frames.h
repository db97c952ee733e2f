// Frames as bytes, for tests: as a client sends them (masked), or a server.
#pragma once

#include <string>

#include "websocket/frame.h"

namespace eyewall::test {

using websocket::Opcode;

inline std::string frame(Opcode opcode, std::string payload, bool fin = true, bool masked = true,
                         bool rsv1 = false) {
  websocket::FrameHeader header{fin, rsv1, opcode, std::nullopt, payload.size()};
  if (masked) header.masking_key = websocket::MaskingKey{'\x37', '\xfa', '\x21', '\x3d'};
  std::string bytes;
  append_header(bytes, header);
  if (masked) websocket::mask(payload, *header.masking_key);
  return bytes + payload;
}
inline std::string text(const std::string& payload, bool fin = true) {
  return frame(Opcode::text, payload, fin);
}
inline std::string more(const std::string& payload, bool fin = true) {
  return frame(Opcode::continuation, payload, fin);
}
inline std::string binary(const std::string& payload, bool fin = true) {
  return frame(Opcode::binary, payload, fin);
}
/// As a server sends it.
inline std::string from_server(Opcode opcode, const std::string& payload) {
  return frame(opcode, payload, true, false);
}
/// A close frame's payload.
inline std::string code(int value, const std::string& reason = "") {
  return std::string{static_cast<char>(value >> 8), static_cast<char>(value & 0xff)} + reason;
}

}  // namespace eyewall::test
