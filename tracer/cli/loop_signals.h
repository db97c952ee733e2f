// SIGINT and SIGTERM, as a callback on a loop.
//
// What: while it lives, the first of these signals runs a callback on the loop; the next one is the
//   system's again, and ends a process that hangs.
// For: fetch, demo-server: what is under way gets its end, and so does its trace.
// Threads: the main one; one object at a time. Ownership: the loop outlives it.
// Source: ours.
#pragma once

#include "ioloop/ioloop.h"

namespace eyewall::cli {

class LoopSignals {
 public:
  LoopSignals(IOLoop& loop, Function<void()> on_signal);
  LoopSignals(const LoopSignals&) = delete;
  LoopSignals& operator=(const LoopSignals&) = delete;
  ~LoopSignals();

  /// The signal that came; 0: none.
  static int by();
};

}  // namespace eyewall::cli
