// The walk: a trace held against the walkthrough, step by step.
//
// What: finds the longest run of the walkthrough's steps that the trace has in order (of equally
//   long ones, that which ends first), and tells each with this run's own values and source lines.
// For: the command `eyewall walk`.
// Threads: any; pure functions of the trace.
// Ownership: a Walk borrows the trace: it dies before it.
// Source: ours; the steps are walkthrough.def's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <vector>

#include "explain/script.h"
#include "read/trace.h"

namespace eyewall::explain {

/// What became of a step. Misplaced: such an event is there, but not where the order wants it.
enum class Found : std::uint8_t { in_place, misplaced, missing };

struct WalkEntry {
  const Step* step;          // a row of walkthrough(), a part's heading included
  const read::Event* event;  // nullptr for a heading, and where the step is missing
  Found found;
};

class Walk {
 public:
  Walk(const read::Trace& trace, std::vector<WalkEntry> entries);

  /// A row each of the walkthrough that can be shown, in its order.
  const std::vector<WalkEntry>& entries() const { return entries_; }
  const read::Trace& trace() const { return *trace_; }
  /// Steps 1 to 51 that are in place, and how many there are.
  std::size_t matched() const { return matched_; }
  std::size_t steps() const { return steps_; }
  /// Every step, and every step of a step, is there and in order.
  bool complete() const { return complete_; }

 private:
  const read::Trace* trace_;
  std::vector<WalkEntry> entries_;
  std::size_t matched_ = 0;
  std::size_t steps_ = 0;
  bool complete_ = true;
};

Walk walk(const read::Trace& trace);

/// Writes the walk as text of at most `columns` columns (at least 60 are used), and its summary.
void print(std::ostream& out, const Walk& walk, int columns);

}  // namespace eyewall::explain
