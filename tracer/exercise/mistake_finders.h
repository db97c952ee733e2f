// What finds those mistakes that are no rules of lint.
//
// For: mistakes.cc alone. Threads: pure functions. Source: ours.
#pragma once

#include <optional>
#include <string>

#include "model/state.h"
#include "read/trace.h"

namespace eyewall::exercise {

struct Found {
  trace::Seq seq;
  std::string text;
};

/// nothing: the mistake was not made. `end`: the state after the last event.
using Finder = std::optional<Found> (*)(const read::Trace& trace, const model::State& end);

std::optional<Found> loop_never_stopped(const read::Trace& trace, const model::State& end);
std::optional<Found> callback_never_returned(const read::Trace& trace, const model::State& end);
std::optional<Found> loop_never_started(const read::Trace& trace, const model::State& end);
std::optional<Found> callback_added_twice(const read::Trace& trace, const model::State& end);
std::optional<Found> future_not_yielded(const read::Trace& trace, const model::State& end);
std::optional<Found> timer_never_cancelled(const read::Trace& trace, const model::State& end);
std::optional<Found> exception_let_out(const read::Trace& trace, const model::State& end);

model::State state_at_the_end(const read::Trace& trace);

}  // namespace eyewall::exercise
