// The header of a frame, and its masking.
//
// What: a header's bytes become a FrameHeader, and the other way round. What a header must not say
//   by itself is refused here; what depends on the frames before it, in FrameReader.
// For: FrameReader, WebSocketConnection.
// Threads: pure functions and values.
// Errors: BadFrame with 1002.
// Source: RFC 6455 sections 5.2, 5.3, 5.5; Tornado 3.1.1 websocket.WebSocketProtocol13
//   (_on_frame_start, _on_frame_length_16, _on_frame_length_64, _write_frame).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace eyewall::websocket {

enum class Opcode : std::uint8_t {
  continuation = 0x0,
  text = 0x1,
  binary = 0x2,
  close = 0x8,
  ping = 0x9,
  pong = 0xa,
};

constexpr bool is_control(Opcode opcode) {
  return (static_cast<unsigned>(opcode) & 0x8U) != 0;
}
/// "continuation", "text" ...: the words of the trace.
const char* to_string(Opcode opcode);

using MaskingKey = std::array<char, 4>;

inline constexpr std::size_t kMaxHeaderSize = 14;       // bytes: 2, a length of 8, a key of 4
inline constexpr std::size_t kMaxControlPayload = 125;  // bytes

struct FrameHeader {
  bool fin = true;    // the message ends with this frame
  bool rsv1 = false;  // the message is compressed (RFC 7692 section 6)
  Opcode opcode = Opcode::text;
  std::optional<MaskingKey> masking_key = {};
  std::uint64_t length = 0;  // bytes of the payload

  friend bool operator==(const FrameHeader&, const FrameHeader&) = default;
};

/// How many bytes the header has whose first two are these.
std::size_t header_size(std::string_view first_two);
/// The header that `bytes` begin with; nothing: it goes on behind them. Throws BadFrame as soon as
/// a byte is wrong.
std::optional<FrameHeader> decode_header(std::string_view bytes);
void append_header(std::string& out, const FrameHeader& header);

/// Masks, or unmasks, bytes that begin `offset` bytes into the payload.
void mask(std::span<char> bytes, const MaskingKey& key, std::uint64_t offset = 0);

}  // namespace eyewall::websocket
