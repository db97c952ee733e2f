// Where a trace has a scheduling decision, and which event is its outcome.
//
// What: a decision is an event after which somebody has to choose what runs: the loop, a poll, a
//   future that is set, a coroutine that yields, a read, add_callback. Its outcome is the next
//   begin event of the same thread, where that was scheduled; a plain call was not.
// For: quiz.cc. Threads: pure functions; a DecisionSearch is for one thread.
// Ownership: borrows the trace. Source: ours.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "read/trace.h"

namespace eyewall::explain {

struct Decision {
  trace::Seq at;
  trace::Seq answer;
};

/// Whether something is chosen after the event.
bool is_decision(const read::Event& event);

/// Every decision that `level` shows and that has an outcome, in the order of the trace.
std::vector<Decision> decisions(const read::Trace& trace, trace::Level level);

/// Decisions from an event on, one after the other. All of them together cost one pass.
class DecisionSearch {
 public:
  DecisionSearch(const read::Trace& trace, trace::Seq from) : trace_(trace), at_(from) {}
  std::optional<Decision> next();

 private:
  trace::Seq begin_after(trace::Seq at, std::uint32_t thread);

  const read::Trace& trace_;
  trace::Seq at_;
  std::map<std::uint32_t, trace::Seq> begins_;  // thread -> the last answer; past the end: none
};

}  // namespace eyewall::explain
