// A pattern's text, character by character: words, quotes, blanks.
//
// What: a cursor. For: PatternParser. Threads: one at a time. Ownership: borrows the text.
// Errors: PatternError, with the word that is wrong.
// Source: ours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "explain/glob.h"

namespace eyewall::explain {

/// Throws PatternError: "pattern: WHAT: 'WORD'; HINT".
[[noreturn]] void fail_pattern(std::string_view what, std::string_view word,
                               const std::string& hint = {});

class PatternText {
 public:
  explicit PatternText(std::string_view text) : text_(text) {}

  bool done() const { return at_ == text_.size(); }
  char here() const { return done() ? '\0' : text_[at_]; }
  std::size_t place() const { return at_; }
  std::string_view whole() const { return text_; }
  bool at_blank() const;

  bool accept(char c);
  /// The whole of the next word, and the blanks behind it.
  bool accept_word(std::string_view wanted);
  void blanks();
  /// Text up to an unquoted character of `stops`, or a blank; `quoted`: any of it was quoted.
  Glob glob(std::string_view stops, bool& quoted);
  std::string_view letters();
  /// ":42", but not ":fd=7".
  bool line_number(std::uint32_t& line);
  /// Whether letters stand here, and behind them what compares.
  bool compares() const;
  /// What stands from `from` to the next blank: for messages.
  std::string_view word_at(std::size_t from) const;
  std::string_view word() const { return word_at(at_); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace eyewall::explain
