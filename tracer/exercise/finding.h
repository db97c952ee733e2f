// What one check finds in a run.
//
// What: the judges of single checks, by what they look at: the order of events, what is left at the
//   end, the output. judge.cc asks them. For: judge.cc alone. Threads: pure functions.
// Source: ours.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "exercise/check.h"
#include "read/trace.h"

namespace eyewall::exercise {

/// Why a check failed.
struct Finding {
  std::string instead;  // a sentence
  trace::Seq at = 0;    // the event where it differs; 0: none
};

/// nothing: the check holds. judge_order.cc has before, after, never, count, within_one_turn.
std::optional<Finding> judge_order(const Check& check, const read::Trace& trace);
std::optional<Finding> judge_end(const Check& check, const read::Trace& trace);  // judge_end.cc
std::optional<Finding> judge_output(const Check& check, const read::Trace& trace,
                                    std::string_view output);  // judge_end.cc

/// "step 14 (The loop runs greet)"
std::string told(const read::Trace& trace, trace::Seq seq);

}  // namespace eyewall::exercise
