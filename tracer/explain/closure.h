// What an event set going: the events that follow from it, through `cause` and `in`.
//
// What: a mark on each event up to a given one, from seeds on.
// For: why_not.h, which looks for who would set a future.
// Threads: one at a time. Ownership: borrows the trace; a bit an event.
// Source: ours; it is the forward closure of the relation that why() goes back by.
#pragma once

#include <vector>

#include "read/trace.h"

namespace eyewall::explain {

class Closure {
 public:
  /// Of what stands beside event `made`, a future.new or the like, in the same scope: from it up to
  /// the next event of its kind there, that is, what was set going for this one.
  static Closure beside(const read::Trace& trace, const read::Event& made, trace::Seq now);
  /// Of all that happened in the scope around `made`; of nothing where it lies in none.
  static Closure around(const read::Trace& trace, const read::Event& made, trace::Seq now);

  bool has(trace::Seq seq) const { return seq < marked_.size() && marked_[seq]; }

 private:
  explicit Closure(trace::Seq now) : marked_(now + 1) {}
  void spread(const read::Trace& trace);

  std::vector<bool> marked_;  // by number
};

}  // namespace eyewall::explain
