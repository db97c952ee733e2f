#include "trace/encode.h"

namespace eyewall::trace::encode {
namespace {

constexpr char kHex[] = "0123456789abcdef";

char* escaped(char* out, unsigned char byte) {
  switch (byte) {
    case '"':
      return literal(out, "\\\"");
    case '\\':
      return literal(out, "\\\\");
    case '\n':
      return literal(out, "\\n");
    case '\r':
      return literal(out, "\\r");
    case '\t':
      return literal(out, "\\t");
    default:
      out = literal(out, "\\u00");
      *out++ = kHex[byte >> 4];
      *out++ = kHex[byte & 15];
      return out;
  }
}

bool plain(unsigned char byte) {
  return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

// Length of the well-formed UTF-8 sequence at the front of value (RFC 3629 section 4); 0: none.
std::size_t utf8_length(std::string_view value) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(value[i]); };
  const unsigned char first = at(0);
  const std::size_t size = first >= 0xf0 && first <= 0xf4  ? 4
                           : first >= 0xe0 && first < 0xf0 ? 3
                           : first >= 0xc2 && first < 0xe0 ? 2
                                                           : 0;
  if (size == 0 || value.size() < size) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if ((at(i) & 0xc0) != 0x80) return 0;
  }
  const bool overlong = (first == 0xe0 && at(1) < 0xa0) || (first == 0xf0 && at(1) < 0x90);
  const bool surrogate = first == 0xed && at(1) >= 0xa0;
  const bool too_big = first == 0xf4 && at(1) >= 0x90;
  return overlong || surrogate || too_big ? 0 : size;
}

}  // namespace

char* text(char* out, std::string_view value) {
  *out++ = '"';
  while (!value.empty()) {
    const auto byte = static_cast<unsigned char>(value.front());
    std::size_t used = 1;
    if (plain(byte)) {
      *out++ = static_cast<char>(byte);
    } else if (const std::size_t size = byte < 0x80 ? 0 : utf8_length(value)) {
      out = literal(out, value.substr(0, size));
      used = size;
    } else {
      out = escaped(out, byte);
    }
    value.remove_prefix(used);
  }
  *out++ = '"';
  return out;
}

char* bytes(char* out, std::string_view value) {
  *out++ = '"';
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (plain(byte)) {
      *out++ = c;
    } else {
      out = escaped(out, byte);
    }
  }
  *out++ = '"';
  return out;
}

char* mask(char* out, std::uint32_t events) {
  struct Name {
    std::uint32_t bit;
    std::string_view text;
  };
  // EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP: Tornado's IOLoop constants have the same values.
  constexpr Name names[] = {
      {0x001, "\"READ\""}, {0x004, "\"WRITE\""}, {0x008, "\"ERR\""}, {0x010, "\"HUP\""}};
  *out++ = '[';
  bool first = true;
  for (const Name& name : names) {
    if ((events & name.bit) == 0) continue;
    if (!first) *out++ = ',';
    first = false;
    out = literal(out, name.text);
  }
  *out++ = ']';
  return out;
}

}  // namespace eyewall::trace::encode
