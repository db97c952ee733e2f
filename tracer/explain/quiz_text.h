// A question's words: for what runs, for a decision, for its outcome.
//
// What: sentences with the names and numbers that the panes show, fit for a terminal.
// For: quiz.cc and quiz_options.cc. Threads: pure functions.
// Source: ours.
#pragma once

#include <string>

#include "explain/quiz_moment.h"

namespace eyewall::explain {

inline constexpr char kAtOnce[] = ", at once: add_callback calls it";
inline constexpr char kGoesOn[] = " goes on at once";
inline constexpr char kEnds[] = "nothing: with nothing to run, the loop ends";
inline constexpr char kInside[] = ", there and then, inside of set_result";

/// "on_headers (callback 3)", "the handler of fd 7 (conn1)", "coroutine 1 (download)".
std::string told(const model::State& state, model::Ref ref);
/// The same; of a callback, while something runs: "on_headers (callback 3), from the loop".
std::string told_at(const Moment& moment, model::Ref ref);

/// "on_headers (callback 3) has returned."
std::string told_decision(const Moment& moment);
/// What runs next. Only for a moment that has an outcome.
std::string told_outcome(const Moment& moment);

}  // namespace eyewall::explain
