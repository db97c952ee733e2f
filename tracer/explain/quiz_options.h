// The options of a question: what is right, and what somebody might believe.
//
// What: decision by decision, the wrong options, each with the misconception that it stands for.
// For: quiz.cc. Threads: pure functions. Ownership: options own their texts.
// Source: ours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "explain/quiz.h"
#include "explain/quiz_moment.h"

namespace eyewall::explain {

/// Options as they are found, the most telling first.
class Options {
 public:
  /// The right one comes first of all.
  explicit Options(std::string right) { list_.push_back({std::move(right), true, {}, {}}); }
  /// A wrong one, unless its text is there already. Its feedback is the misconception's truth,
  /// then `detail`. A misconception without a name is an empty text.
  void wrong(std::string text, std::string_view misconception, const std::string& detail = {});
  /// At most five, in an order that the seed gives; nothing where they are fewer than three.
  std::vector<Option> mixed(std::uint64_t seed) &&;

 private:
  std::vector<Option> list_;
};

/// The options at a moment that has an outcome.
Options options_at(const Moment& moment);

}  // namespace eyewall::explain
