// An attempt, told: to a learner, to a teacher, to a program.
//
// What: a failure is a story: what was expected and why, what happened instead, the steps before
//   it, the mistakes by name, and the one command that opens it there.
// For: `eyewall exercise`, `eyewall grade`. Threads: pure functions.
// Source: ours.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "exercise/attempt.h"

namespace eyewall::exercise {

struct Telling {
  bool teacher = false;    // hidden checks in full
  std::size_t width = 80;  // columns
  std::string trace;       // the trace as one types it, for the command; empty: no command
};

/// The whole story, lines.
std::string story(const Exercise& exercise, const Attempt& attempt, const Telling& telling);

/// Where the run differs from what was to happen: the event at which to open its trace; 0: it does
/// not, or hidden checks alone know.
trace::Seq differs_at(const Attempt& attempt, bool teacher);

/// "eyewall replay .eyewall/runs/07_runner/wait_for_it.jsonl --at 14"; empty: there is none.
std::string opening(const Attempt& attempt, const Telling& telling);

/// The same as data. A hidden check is only that and whether it passed, unless for a teacher.
nlohmann::ordered_json json_of(const Exercise& exercise, const Attempt& attempt, bool teacher);

}  // namespace eyewall::exercise
