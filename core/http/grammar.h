// The small words of HTTP's grammar: tokens, whitespace, case, lists; and how bad input is quoted.
//
// What: predicates on characters and views, and ProtocolError, the base of what bad bytes throw.
// For: the parsers of this layer (headers, message, url, request_text). No sockets, no loop.
// Threads: pure functions; any thread.
// Owns: nothing; the views returned point into their argument.
// Source: RFC 9110 section 5.6; Tornado 3.1.1 leaves this to Python's str and re.
#pragma once

#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace eyewall::http {

/// The peer sent bytes that the protocol forbids; what() says which rule they break.
class ProtocolError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// ASCII digits and hexadecimal digits, whatever the locale.
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
/// The value of a hexadecimal digit, -1 for any other character.
int hex_value(char c);
/// An ASCII letter as a small one, whatever the locale; any other character as it is.
constexpr char lower_case(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
std::string lower_case(std::string_view text);
/// The byte that "%41" at the beginning of the text says; -1 when there is none.
int encoded_byte(std::string_view text);
/// Appends "%41" for "A": RFC 3986 wants capitals.
void append_encoded(std::string& out, char c);
/// A control character (0..31, 127) other than the tab.
constexpr bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7f;
}
/// Optional whitespace: a space or a tab.
constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

namespace detail {
enum CharClass : std::uint8_t { kTokenChar = 1, kNameChar = 2 };

// A table: every character of every header's name is looked at.
inline constexpr auto kCharClasses = [] {
  std::array<std::uint8_t, 256> table{};
  const auto mark = [&table](std::string_view chars, CharClass as) {
    for (const char c : chars) table[static_cast<unsigned char>(c)] |= as;
  };
  for (const CharClass each : {kTokenChar, kNameChar}) {
    mark("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", each);
  }
  mark("!#$%&'*+-.^_`|~", kTokenChar);
  mark("-._~!$&'()*+,;=", kNameChar);
  return table;
}();

constexpr bool is_a(char c, CharClass asked) {
  return (kCharClasses[static_cast<unsigned char>(c)] & asked) != 0;
}
bool same_letters(std::string_view a, std::string_view b);
}  // namespace detail

/// One character of a token (method, header name): letters, digits and !#$%&'*+-.^_`|~
constexpr bool is_token_char(char c) {
  return detail::is_a(c, detail::kTokenChar);
}
/// At least one character, and all of them token characters.
bool is_token(std::string_view text);
/// Whether there is a CR, LF or NUL in it: what would break out of a header's line.
bool breaks_line(std::string_view value);
/// RFC 3986's unreserved and sub-delims: what the name of a host may hold as it is.
constexpr bool is_name_char(char c) {
  return detail::is_a(c, detail::kNameChar);
}

/// `text` without the spaces and tabs around it.
std::string_view trim(std::string_view text);
/// Compares as HTTP compares names: ASCII letters without case.
inline bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && detail::same_letters(a, b);
}
/// The pieces between commas, trimmed, empty ones included. No commas in quoted strings.
std::vector<std::string_view> split_list(std::string_view text);
/// `text` in quotes with control and non-ASCII bytes escaped, for a message; cut after 80 bytes.
std::string quoted(std::string_view text);

}  // namespace eyewall::http
