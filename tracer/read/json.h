// JSON, token by token, out of one line.
//
// What: a cursor that reads exactly RFC 8259, and says where and why it cannot go on. It builds
//   no tree: a trace's lines are flat, and a million of them must load in a second.
// For: tracer/read alone. Threads: one cursor, one thread.
// Ownership: borrows the line; texts it returns point into the line or into its scratch memory.
// Source: RFC 8259.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

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

  [[noreturn]] void fail(std::string reason) const { fail(at_, std::move(reason)); }
  [[noreturn]] void fail(std::size_t offset, std::string reason) const;
  [[noreturn]] void ran_out() const;

 private:
  bool done() const { return at_ == line_.size(); }
  unsigned char byte() const { return static_cast<unsigned char>(line_[at_]); }
  unsigned char need() const;  // the byte here; Bad (ran out) at the end
  std::string_view slow_string(std::size_t first, Text text);
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

  std::string_view line_;
  std::size_t at_ = 0;
  bool in_line_ = true;
  std::string scratch_;
};

}  // namespace eyewall::read::json
