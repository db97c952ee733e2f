// How values become JSON text: straight into a buffer that is known to be long enough.
//
// What: digits, escaped text, payload bytes, event masks. Every function writes at `out` and
// returns one
//   past the last byte written; max_* say how much room it may need.
// For: emit.h. Nothing else writes traces.
// Threads: pure functions; any thread.
// Source: RFC 8259 (JSON) sections 6 and 7.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace eyewall::trace::encode {

inline char* literal(char* out, std::string_view text) {
  std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

/// Text whose length only the run knows, in blocks of 16, the last two overlapping: for the length
/// of a file's name a call of memcpy costs more than the copy.
inline char* copied(char* out, std::string_view text) {
  constexpr std::size_t kBlock = 16;
  if (text.size() < kBlock) return literal(out, text);
  const std::size_t last = text.size() - kBlock;
  for (std::size_t at = 0; at < last; at += kBlock) std::memcpy(out + at, text.data() + at, kBlock);
  std::memcpy(out + last, text.data() + last, kBlock);
  return out + text.size();
}

inline constexpr std::size_t kMaxInteger = 20;

inline constexpr char kDigits[] =
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546"
    "474849"
    "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596"
    "979899";

inline std::size_t digits_of(std::uint64_t value) {
  std::size_t count = 1;
  for (; value >= 10'000; value /= 10'000) count += 4;
  return count + (value >= 10) + (value >= 100) + (value >= 1'000);
}

/// Decimal digits of a natural number, two at a time from the right.
inline char* natural(char* out, std::uint64_t value) {
  char* const end = out + digits_of(value);
  char* first = end;
  while (value >= 100) {
    first -= 2;
    std::memcpy(first, kDigits + (value % 100) * 2, 2);
    value /= 100;
  }
  if (value >= 10)
    std::memcpy(out, kDigits + value * 2, 2);
  else
    *out = static_cast<char>('0' + value);
  return end;
}

inline char* integer(char* out, std::int64_t value) {
  if (value >= 0) return natural(out, static_cast<std::uint64_t>(value));
  *out++ = '-';
  return natural(out, ~static_cast<std::uint64_t>(value) + 1);
}

/// Longest escaped form: \u00XX for each byte, and the quotes.
constexpr std::size_t max_text(std::size_t size) {
  return size * 6 + 2;
}

/// Text in quotes. UTF-8 passes; bytes that are not UTF-8 are escaped one by one as U+0080..U+00FF.
char* text(char* out, std::string_view value);

/// Bytes in quotes, one code point U+0000..U+00FF a byte: nothing is lost, whatever the bytes.
char* bytes(char* out, std::string_view value);

/// A list of the names of the events in an epoll mask: ["READ","HUP"].
char* mask(char* out, std::uint32_t events);
inline constexpr std::size_t kMaxMask = 40;

}  // namespace eyewall::trace::encode
