// Utf8Validator: whether bytes that come in pieces are UTF-8.
//
// What: says no at the first byte that cannot be right, wherever the pieces were cut.
// For: FrameReader, close reasons.
// Threads: one at a time. Ownership: a value.
// Source: RFC 3629 section 4; RFC 6455 section 8.1.
#pragma once

#include <cstdint>
#include <string_view>

namespace eyewall::websocket {

class Utf8Validator {
 public:
  /// More bytes. False: whatever follows, this is not UTF-8; no more may be fed.
  bool feed(std::string_view bytes);
  /// Whether the bytes so far end with a whole character.
  bool complete() const { return needed_ == 0; }

 private:
  bool lead(unsigned byte);

  std::uint8_t needed_ = 0;   // bytes that the character under way still needs
  std::uint8_t low_ = 0x80;   // the next of them is not below,
  std::uint8_t high_ = 0xbf;  // nor above
};

bool is_utf8(std::string_view bytes);

}  // namespace eyewall::websocket
