#include "websocket/utf8.h"

#include <cstring>

namespace eyewall::websocket {
namespace {

// The bytes at the front that are ASCII, in whole words.
std::size_t ascii_words(std::string_view bytes) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  std::size_t at = 0;
  for (; at + sizeof kHighBits <= bytes.size(); at += sizeof kHighBits) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  return at;
}

}  // namespace

// Shortest forms only, no surrogates, nothing beyond U+10FFFF: all three show in the second byte.
bool Utf8Validator::lead(unsigned byte) {
  low_ = 0x80;
  high_ = 0xbf;
  if (byte < 0x80) return true;
  if (byte < 0xc2 || byte > 0xf4) return false;
  needed_ = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
  if (byte == 0xe0) low_ = 0xa0;
  if (byte == 0xed) high_ = 0x9f;
  if (byte == 0xf0) low_ = 0x90;
  if (byte == 0xf4) high_ = 0x8f;
  return true;
}

bool Utf8Validator::feed(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (needed_ == 0) {
      at += ascii_words(bytes.substr(at));
      if (at == bytes.size()) return true;
      if (!lead(static_cast<unsigned char>(bytes[at]))) return false;
      continue;
    }
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte < low_ || byte > high_) return false;
    low_ = 0x80;
    high_ = 0xbf;
    --needed_;
  }
  return true;
}

bool is_utf8(std::string_view bytes) {
  Utf8Validator validator;
  return validator.feed(bytes) && validator.complete();
}

}  // namespace eyewall::websocket
