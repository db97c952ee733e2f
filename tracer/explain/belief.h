// The misconceptions that a quiz knows, by name.
//
// What: belief.def as a table.
// For: the options of quiz.h, and whoever tells which misconceptions somebody has.
// Threads: constant data; any thread.
// Source: ours; what learners of Tornado have been seen to believe.
#pragma once

#include <span>
#include <string_view>

namespace eyewall::explain {

struct Belief {
  std::string_view id;        // "runs-at-once"
  std::string_view believed;  // a sentence without its capital and its full stop
  std::string_view truth;     // whole sentences
};

std::span<const Belief> beliefs();
/// The one of that id; throws std::invalid_argument where there is none.
const Belief& belief(std::string_view id);

}  // namespace eyewall::explain
