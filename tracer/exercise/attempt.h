// One attempt at an exercise: a file is built, run and judged.
//
// What: all that came of it, as values: the compiler's words, how the program ended, a verdict a
//   check, the mistakes that were found, points. story.h tells it.
// How to use it: attempt(workshop, exercise, place, limits, stop).
// For: `eyewall exercise`, `eyewall grade`. Threads: any, side by side, with places of their own.
// Ownership: leaves the program and the trace at their places, each whole or not at all.
// Errors: Error for bad input (workshop.h); whatever a learner's file does is a value.
// Source: ours.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "exercise/catalog.h"
#include "exercise/child.h"
#include "exercise/judge.h"
#include "exercise/mistakes.h"
#include "exercise/workshop.h"

namespace eyewall::exercise {

/// Where an attempt finds its file and leaves what it makes.
struct Place {
  Source source;
  std::filesystem::path program;
  std::filesystem::path trace;
};

struct Attempt {
  enum class Stage : std::uint8_t {
    missing,   // there is no such file
    compiler,  // it could not be built
    broke,     // it ran, and did not end well: a crash, a limit, a bad status, no trace
    judged,
    stopped,  // by the caller
  };
  Stage stage = Stage::judged;
  Place place;
  Built built;
  Ran ran;
  std::string trouble;            // of broke: what it did, "still ran after 10 seconds"
  std::vector<Verdict> verdicts;  // of judged; of broke, where there is a trace
  std::vector<Mistake> mistakes;
  trace::Seq last = 0;      // the trace's last event
  std::vector<Step> steps;  // of broke: the last events
  unsigned points = 0;      // that can be earned

  bool solved() const;
  /// What broke, or was not built, has earned nothing.
  unsigned earned() const;
};

/// The limits of a learner's program; a sanitized one has none of memory.
Limits limits_for(const Workshop& workshop);

Attempt attempt(const Workshop& workshop, const Exercise& exercise, const Place& place,
                const Limits& limits, const Stop& stop);

}  // namespace eyewall::exercise
