// Two traces, event by event: what both have, in which order.
//
// What: events are compared by what they mean: kind, names, cause and what encloses them. Numbers
//   of objects, descriptors, ports, addresses, times, sizes and source lines do not count, but one
//   and the same object must stay one: where two streams change their roles, events differ. The
//   events of each thread are compared by themselves, for how threads interleave is chance.
// For: the command `eyewall diff`, exercises, and whoever asks what a change has changed.
// Threads: pure functions. Ownership: a Diff holds numbers only.
// Source: ours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <vector>

#include "read/trace.h"

namespace eyewall::explain {

enum class Change : std::uint8_t {
  same,
  missing,     // A has it, B has not
  extra,       // B has it, A has not
  moved_from,  // where A has it; B has it elsewhere
  moved_to,    // where B has it
};

struct DiffEntry {
  Change change;
  trace::Seq a;  // 0: extra
  trace::Seq b;  // 0: missing
};

struct Diff {
  std::vector<DiffEntry> entries;  // thread by thread, in the order of both; a move has two
  std::size_t same = 0;
  std::size_t moved = 0;
  std::size_t missing = 0;
  std::size_t extra = 0;
  bool equal() const { return moved + missing + extra == 0; }
};

/// Compares what `level` shows. Time and memory grow with the events, not with their square, also
/// where the two have little in common; the differences found then may be more than the fewest.
Diff diff(const read::Trace& a, const read::Trace& b, trace::Level level = trace::Level::loop);

/// Writes the differences with `context` events around each, and a line that sums up.
void print(std::ostream& out, const read::Trace& a, const read::Trace& b, const Diff& diff,
           std::size_t context = 3);

}  // namespace eyewall::explain
