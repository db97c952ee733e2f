// How a pattern's text is read.
//
// What: recursive descent over the language that pattern.h describes.
// For: Pattern's constructor. Threads: one at a time. Ownership: borrows text and pattern.
// Errors: PatternError.
// Source: ours.
#pragma once

#include <string_view>

#include "explain/pattern.h"
#include "explain/pattern_text.h"

namespace eyewall::explain {

class PatternParser {
 public:
  PatternParser(std::string_view text, Pattern& into) : text_(text), into_(into) {}
  void parse();

 private:
  using Clause = Pattern::Clause;
  using Condition = Pattern::Condition;
  using Test = Pattern::Test;
  using Key = Pattern::Key;

  void clause(Pattern::Reach reach);
  void what(Clause& clause);
  void conditions(Clause& clause);
  static void kind(Clause& clause, const Glob& name, bool quoted);
  Condition condition(const Clause& clause);
  static void name_field(Condition& made, const Clause& clause, std::string_view name);
  void values(Condition& made);
  void value(Condition& made);
  Test test();

  PatternText text_;
  Pattern& into_;
};

}  // namespace eyewall::explain
