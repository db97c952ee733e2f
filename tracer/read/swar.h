// Eight bytes at a time, in one register.
//
// What: how far a run of bytes of some sort goes, and what eight digits are worth.
// For: json::Cursor. Threads: pure functions.
// Source: Hacker's Delight, 6-1: a byte is zero, or small, where subtracting borrows its highest
// bit;
//   a borrow may reach the bytes above, so only the lowest mark counts.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace eyewall::read::swar {

inline constexpr std::size_t kBytes = sizeof(std::uint64_t);
inline constexpr std::uint64_t kEach = 0x0101010101010101;
inline constexpr std::uint64_t kHigh = kEach * 0x80;

/// The next eight bytes, the first one lowest.
inline std::uint64_t load(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

/// How many bytes come before the lowest mark.
inline std::size_t before(std::uint64_t marks) {
  return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
}

/// Whether a string may hold the byte as it is, and it needs no look at UTF-8.
inline bool plain(unsigned char c) {
  return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

/// How many bytes at the front are plain.
inline std::size_t plain_run(std::string_view text) {
  std::size_t at = 0;
  for (; text.size() - at >= kBytes; at += kBytes) {
    const std::uint64_t word = load(text.data() + at);
    const std::uint64_t quote = (word ^ kEach * '"') - kEach;
    const std::uint64_t backslash = (word ^ kEach * '\\') - kEach;
    const std::uint64_t control = word - kEach * 0x20;
    const std::uint64_t marks = (quote | backslash | control | word) & kHigh;
    if (marks != 0) return at + before(marks);
  }
  while (at < text.size() && plain(static_cast<unsigned char>(text[at]))) ++at;
  return at;
}

}  // namespace eyewall::read::swar
