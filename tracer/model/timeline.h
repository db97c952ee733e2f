// The states of a trace, at any event, forwards and backwards.
//
// What: keeps a copy of the state every kInterval events, made when they are first passed; any
//   other state is the nearest copy before it and a few events more. So back costs what forward
//   does, and the first look at the end of a trace passes all of it, once.
// For: players, explanations, exports.
// Threads: one at a time. Ownership: borrows the trace, which outlives it.
// Source: ours; rr does the same with processes and checkpoints.
#pragma once

#include <vector>

#include "model/state.h"

namespace eyewall::model {

class Timeline {
 public:
  static constexpr std::size_t kInterval = 1024;  // events between two copies

  explicit Timeline(const read::Trace& trace);

  const read::Trace& trace() const { return *trace_; }
  /// Number of the last event; 0: the trace has none.
  Seq last() const { return trace_->events().size(); }

  /// The state after event `seq`; 0: before the first. More than last() is last(). The reference
  /// is good until the next call.
  const State& at(Seq seq);

 private:
  void forward(Seq seq);

  const read::Trace* trace_;
  State now_;
  std::vector<State> kept_;  // kept_[i]: after event i * kInterval
};

}  // namespace eyewall::model
