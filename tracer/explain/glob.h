// Texts with wild characters: what a pattern compares with.
//
// What: "*" stands for any text, "?" for one byte; what was quoted stands for itself.
// For: pattern.h.
// Threads: constant once made; any thread. Ownership: owns its text.
// Source: ours; as fnmatch(3) has it, but "*" also passes "/".
#pragma once

#include <string>
#include <string_view>

namespace eyewall::explain {

class Glob {
 public:
  /// Adds one character; `plain`: it stands for itself, whatever it is.
  void add(char c, bool plain);

  bool matches(std::string_view text) const;
  /// Whether it stands for one text only, and that text.
  bool exact() const { return !wild_; }
  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

 private:
  bool any_at(std::size_t at) const { return text_[at] == '*' && plain_[at] == 'w'; }
  bool fits(std::size_t at, char c) const;

  std::string text_;
  std::string plain_;  // beside it: 'w' where the character is wild
  bool wild_ = false;
};

}  // namespace eyewall::explain
