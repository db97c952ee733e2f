#include "read/json.h"

namespace eyewall::read::json {

using swar::plain;
using swar::plain_run;

// A string that is not plain throughout, or none.
std::string_view Cursor::slow_string(Text text) {
  if (peek() != '"') fail("expected a string, not " + shown(byte()));
  ++at_;
  scratch_.clear();
  while (need() != '"') {
    const std::size_t from = at_;
    if (byte() < 0x20) fail("a control character (" + shown(byte()) + ") stands bare in a string");
    if (const std::size_t run = plain_run(line_.substr(at_)); run > 0) {
      scratch_.append(line_, at_, run);
      at_ += run;
    } else {
      add(byte() == '\\' ? escape() : utf8(), text, from);
    }
  }
  ++at_;
  in_line_ = false;
  return scratch_;
}

char32_t Cursor::escape() {
  const std::size_t from = at_++;
  const unsigned char c = need();
  ++at_;
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return c;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'u':
      break;
    default:
      fail(from, "no such escape: \\ and " + shown(c));
  }
  const std::uint32_t high = hex4();
  if (high < 0xd800 || high > 0xdfff) return high;
  if (high > 0xdbff) fail(from, "half a surrogate pair");
  if (need() != '\\') fail(from, "half a surrogate pair");
  ++at_;
  if (need() != 'u') fail(from, "half a surrogate pair");
  ++at_;
  const std::uint32_t low = hex4();
  if (low < 0xdc00 || low > 0xdfff) fail(from, "half a surrogate pair");
  return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

std::uint32_t Cursor::hex4() {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    const unsigned char c = need();
    const bool lower = c >= 'a' && c <= 'f';
    if (!digit(c) && !lower && !(c >= 'A' && c <= 'F')) fail(shown(c) + " is no hexadecimal digit");
    value = value * 16 + (digit(c) ? c - '0' : lower ? c - 'a' + 10 : c - 'A' + 10);
    ++at_;
  }
  return value;
}

// One code point of well-formed UTF-8 (RFC 3629 section 4).
char32_t Cursor::utf8() {
  const std::size_t from = at_;
  const unsigned char first = byte();
  const unsigned size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) fail("not UTF-8: " + shown(first));
  char32_t point = first & (0xff >> (size + 1));
  for (unsigned i = 1; i < size; ++i) {
    ++at_;
    const unsigned char next = need();
    if ((next & 0xc0) != 0x80) fail(from, "not UTF-8: " + shown(next) + " behind " + shown(first));
    point = (point << 6) | (next & 0x3f);
  }
  ++at_;
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = point >= 0xd800 && point <= 0xdfff;
  if (point < least[size] || point > 0x10ffff || surrogate)
    fail(from, "not UTF-8: no such code point");
  return point;
}

void Cursor::add(char32_t point, Text text, std::size_t from) {
  const auto put = [this](char32_t value) { scratch_.push_back(static_cast<char>(value)); };
  if (text == Text::bytes) {
    if (point > 0xff) fail(from, "payload bytes are U+0000 to U+00FF");
    put(point);
  } else if (point < 0x80) {
    put(point);
  } else {
    const unsigned size = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    constexpr char32_t lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    put(lead[size] | (point >> (6 * (size - 1))));
    for (unsigned left = size - 1; left-- > 0;) put(0x80 | ((point >> (6 * left)) & 0x3f));
  }
}

}  // namespace eyewall::read::json
