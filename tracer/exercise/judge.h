// Holds a run against an exercise's checks: what happened, not only what was printed.
//
// What: a verdict for each check: passed or not, what was to happen, what happened instead, the
//   event where it differs and the steps before it.
// How to use it: judge(checks, trace, output); a check that failed says the rest.
// For: attempt.h. Threads: pure functions. Ownership: verdicts own their texts.
// Source: ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exercise/check.h"
#include "read/trace.h"

namespace eyewall::exercise {

struct Step {
  trace::Seq seq;
  std::string text;  // a sentence; behind it the program's own line, if it is one of those
};

struct Verdict {
  std::string say;      // the check's own words
  std::string because;  // likewise
  bool hidden = false;
  unsigned points = 1;
  bool passed = false;
  // Of a check that failed:
  std::string expected;     // "`handler.begin` comes before `callback.begin:name=greet`"
  std::string instead;      // a sentence
  trace::Seq at = 0;        // the event where it differs; 0: the trace has none
  std::vector<Step> steps;  // events up to `at`; the last is that of `at`

  unsigned earned() const { return passed ? points : 0; }
};

/// The verdicts, in the order of the checks. `output`: what the program printed.
std::vector<Verdict> judge(const std::vector<Check>& checks, const read::Trace& trace,
                           std::string_view output);

/// Events up to `at`, the last being that of `at`; system calls only where there is no loop.
std::vector<Step> steps_before(const read::Trace& trace, trace::Seq at);

}  // namespace eyewall::exercise
