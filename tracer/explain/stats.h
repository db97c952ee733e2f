// How often, how long, and how long waited for: by kind of event, callback, coroutine, task.
//
// What: tables of a trace, one row a name.
// For: `eyewall stats`.
// Threads: pure functions of the trace. Ownership: rows own their names.
// Source: ours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/trace.h"

namespace eyewall::explain {

struct StatsRow {
  std::string name;
  std::uint64_t count = 0;      // of events; of coroutines in theirs
  std::uint64_t runs = 0;       // scopes: how often it was begun, or resumed
  std::int64_t running_ns = 0;  // all runs together
  std::int64_t self_ns = 0;     // of that, in no scope inside them
  std::int64_t longest_ns = 0;  // the longest run
  trace::Seq longest = 0;       // its begin event
  std::int64_t waiting_ns = 0;  // from when it was asked for, or suspended, until it ran (again)
  std::int64_t longest_wait_ns = 0;
};

struct StatsTable {
  std::string_view title;  // "callbacks"
  std::vector<StatsRow> rows;
};

enum class StatsOrder : std::uint8_t { running, self, longest, waiting, count, name };

/// The tables that have rows: callbacks, timers, handlers, coroutines, tasks, calls, kinds.
std::vector<StatsTable> stats(const read::Trace& trace, StatsOrder order = StatsOrder::running);

}  // namespace eyewall::explain
