// What tests ask of questions.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "explain/quiz.h"

namespace eyewall::explain {

inline std::string right_of(const Question& question) {
  for (const Option& option : question.options) {
    if (option.right) return option.text;
  }
  return "(none is right)";
}

/// The text of the wrong option that stands for that misconception; empty: none does.
inline std::string wrong_of(const Question& question, std::string_view misconception) {
  for (const Option& option : question.options) {
    if (!option.right && option.misconception == misconception) return option.text;
  }
  return {};
}

/// Every question that can be asked about a trace.
inline std::vector<Question> every_question(const read::Trace& trace, std::uint64_t seed = 1) {
  model::Timeline timeline(trace);
  std::vector<Question> all;
  for (trace::Seq from = 1; auto question = next_question(timeline, from, seed);) {
    from = question->at + 1;
    all.push_back(std::move(*question));
  }
  return all;
}

/// The question behind that event; one that says so where there is none.
inline Question question_at(const read::Trace& trace, trace::Seq at, std::uint64_t seed = 1) {
  model::Timeline timeline(trace);
  auto question = next_question(timeline, at, seed);
  if (question && question->at == at) return std::move(*question);
  return {0, 0, "(no question)", {}, {}};
}

}  // namespace eyewall::explain
