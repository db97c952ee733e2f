// hex(), append_hex(): bytes as hexadecimal digits.
//
// What: two digits a byte, in lower case. For: hashes, in ETags and signatures. Threads: a pure
// function; any thread. Ownership: the result owns its text. Errors: none. Source: Python's
// hexdigest.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace eyewall::web {

inline void append_hex(std::string& out, std::span<const unsigned char> bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const std::size_t begin = out.size();
  out.resize(begin + 2 * bytes.size());
  char* next = out.data() + begin;
  for (const unsigned char byte : bytes) {
    *next++ = kDigits[byte >> 4U];
    *next++ = kDigits[byte & 0xfU];
  }
}

inline std::string hex(std::span<const unsigned char> bytes) {
  std::string out;
  append_hex(out, bytes);
  return out;
}

}  // namespace eyewall::web
