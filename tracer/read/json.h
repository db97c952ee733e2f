// JSON, token by token, out of one line.
//
// What: a cursor that reads exactly RFC 8259, and says where and why it cannot go on. It builds
//   no tree: a trace's lines are flat, and a million of them must load in a second.
// For: tracer/read alone. Threads: one cursor, one thread.
// Ownership: borrows the line; texts it returns point into the line or into its scratch memory.
// Source: RFC 8259.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "read/swar.h"

namespace eyewall::read::json {

/// Why a line cannot be read. `ran_out`: it is a good line as far as it goes, and then it is cut
/// off.
struct Bad {
  std::size_t offset;  // of the offending byte, from 0
  std::string reason;
  bool ran_out = false;
};

/// What a string's code points become: UTF-8, or one byte each (U+0000..U+00FF), as payloads are
/// written.
enum class Text { utf8, bytes };

/// A byte as a message names it: 'x', or byte 0x0a.
std::string shown(unsigned char byte);

inline bool digit(int c) {
  return c >= '0' && c <= '9';
}
inline std::uint64_t number_of(char digit) {
  return static_cast<std::uint64_t>(digit - '0');
}

class Cursor {
 public:
  explicit Cursor(std::string_view line) : line_(line) {}

  std::size_t offset() const { return at_; }
  /// The text between two offsets.
  std::string_view slice(std::size_t from, std::size_t to) const {
    return line_.substr(from, to - from);
  }

  /// Skips white space; the next byte, not consumed. Bad (ran out) at the end.
  char peek();
  /// Consumes `c` behind white space. Bad when something else is there.
  void expect(char c);
  /// Consumes `c` behind white space if it is there.
  bool accept(char c);
  /// Consumes `text` if it is what comes next, byte for byte.
  bool literal(std::string_view text) {
    if (!line_.substr(at_).starts_with(text)) return false;
    at_ += text.size();
    return true;
  }
  /// Bad unless nothing but white space is left.
  void finish();

  /// A string. The view is good until the next call, unless it lies in the line: see in_line().
  std::string_view string(Text text = Text::utf8);
  /// Whether the view that string() returned points into the line, and lives as long.
  bool in_line() const { return in_line_; }
  std::int64_t integer();   // a fraction, an exponent or more than 64 bits: Bad
  std::uint64_t natural();  // the same, and a sign: Bad
  bool boolean();
  /// Any value at all, checked and thrown away. Nesting beyond 64: Bad.
  void skip();

  [[noreturn]] void fail(std::string reason) const;  // at the next byte
  [[noreturn]] void fail(std::size_t offset, std::string reason) const;
  [[noreturn]] void fail(std::size_t offset, const char* reason) const;
  [[noreturn]] void ran_out() const;

 private:
  bool done() const { return at_ == line_.size(); }
  unsigned char byte() const { return static_cast<unsigned char>(line_[at_]); }
  unsigned char need() const {  // the byte here; Bad (ran out) at the end
    if (done()) ran_out();
    return byte();
  }
  void skip_space() {
    while (!done() && (byte() == ' ' || byte() == '\t' || byte() == '\r')) ++at_;
  }
  [[noreturn]] void not_expected(char c) const;
  [[noreturn]] void no_digit() const;
  std::string_view slow_string(Text text);
  char32_t escape();
  std::uint32_t hex4();
  char32_t utf8();
  void add(char32_t point, Text text, std::size_t from);
  void word(std::string_view text);
  void number();
  void scalar();
  void key();
  void leave(std::string& open);
  std::uint64_t digits();
  std::uint64_t more_digits(std::size_t first, std::uint64_t value);

  std::string_view line_;
  std::size_t at_ = 0;
  bool in_line_ = true;
  std::string scratch_;
};

inline char Cursor::peek() {
  if (!done() && byte() > ' ') return line_[at_];
  skip_space();
  return static_cast<char>(need());
}

inline void Cursor::expect(char c) {
  if (peek() != c) not_expected(c);
  ++at_;
}

inline bool Cursor::accept(char c) {
  if (peek() != c) return false;
  ++at_;
  return true;
}

inline std::string_view Cursor::string(Text text) {
  if (peek() == '"') {
    const std::string_view rest(line_.data() + at_ + 1, line_.size() - at_ - 1);
    const std::size_t size = swar::plain_run(rest);
    if (size < rest.size() && rest[size] == '"') {
      at_ += size + 2;
      in_line_ = true;
      return {rest.data(), size};
    }
  }
  return slow_string(text);
}

inline std::uint64_t Cursor::digits() {
  constexpr std::size_t kSafe = 19;  // as many digits fit in 64 bits, whatever they are
  const std::string_view rest(line_.data() + at_, std::min(line_.size() - at_, kSafe));
  std::uint64_t value = 0;
  std::size_t count = 0;
  for (; count < rest.size() && digit(rest[count]); ++count) {
    value = value * 10 + number_of(rest[count]);
  }
  if (count == 0) no_digit();
  const std::size_t first = at_;
  at_ += count;
  if (count == kSafe) value = more_digits(first, value);
  if (count > 1 && rest[0] == '0') fail(first, "a number may not begin with 0");
  const unsigned char behind = need();  // a number at the end of a line is cut off
  if (behind == '.' || (behind | 0x20) == 'e') {
    fail(first, "expected an integer, not a fraction");
  }
  return value;
}

inline std::uint64_t Cursor::natural() {
  if (peek() == '-') fail(at_, "a negative number cannot stand here");
  return digits();
}

inline std::int64_t Cursor::integer() {
  const bool negative = accept('-');
  const std::size_t first = at_;
  const std::uint64_t value = digits();
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (value > most + (negative ? 1 : 0)) fail(first, "the number does not fit in 64 bits");
  return negative ? static_cast<std::int64_t>(~value + 1) : static_cast<std::int64_t>(value);
}

}  // namespace eyewall::read::json
