// What an exercise checks: values, as the check file says them.
//
// For: catalog.cc, which reads them, and judge.cc, which holds a run against them.
// Threads: values. Ownership: own their texts.
// Source: ours; notes/exercises.md describes the file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "explain/pattern.h"
#include "model/objects.h"

namespace eyewall::exercise {

enum class CheckKind : std::uint8_t {
  before,           // both happen, and the first of one comes before the first of the other
  after,            // one happens, and behind each there is the other
  never,            // no such event
  count,            // so many
  within_one_turn,  // behind each there is the other before the loop's second turn from there
  at_the_end,       // none of these is left
  output,           // what the program prints, whole
};
std::string_view to_string(CheckKind kind);  // "within_one_turn"

/// A pattern, and the text that it was read from.
struct Wanted {
  std::string text;
  explain::Pattern pattern;
};

struct Check {
  CheckKind kind{};
  std::string say;      // what must hold, in a sentence: the check's title
  std::string because;  // why it must
  unsigned points = 1;
  bool hidden = false;         // its words are for teachers only
  std::vector<Wanted> events;  // one, or two
  std::uint64_t at_least = 0;  // of count
  std::optional<std::uint64_t> at_most;
  std::vector<model::Sort> left;    // of at_the_end
  std::vector<std::string> output;  // lines
};

}  // namespace eyewall::exercise
