// The state of a program after an event of its trace: the loop, and all that hangs on it.
//
// What: the one reducer. apply() takes the next event; everything else asks. A step is drawn from a
//   State alone, without its neighbours.
// For: every view and every explanation, through Timeline.
// Threads: one at a time. Ownership: borrows the trace, which outlives it. A copy is cheap: it
//   shares what neither has changed (ledger.h).
// Source: ours; it mirrors what Tornado 3.1.1's PollIOLoop, Runner and IOStream hold.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/ledger.h"
#include "model/objects.h"
#include "read/trace.h"

namespace eyewall::model {

/// Where the loop is in its turn.
enum class Phase : std::uint8_t { outside, callbacks, timeouts, poll, handlers };
std::string_view to_string(Phase phase);

struct Counters {
  std::uint64_t iterations = 0;
  std::uint64_t polls = 0;
  std::uint64_t ready = 0;      // descriptors that polls found ready
  std::uint64_t callbacks = 0;  // that were begun
  std::uint64_t system_calls = 0;
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_written = 0;
};

class State {
 public:
  explicit State(const read::Trace& trace) : trace_(&trace) {}

  /// Goes on by one event: that of number seq() + 1. An event that contradicts what came before is
  /// taken as it is: a trace tells what happened, also of a program with bugs.
  void apply(const read::Event& event);

  /// The last event that was applied; 0: none.
  Seq seq() const { return seq_; }
  const read::Trace& trace() const { return *trace_; }
  /// The last event itself; nullptr before the first.
  const read::Event* event() const { return trace_->by_seq(seq_); }

  Phase phase() const { return phase_; }
  bool loop_runs() const { return loop_runs_; }
  std::int64_t poll_timeout_ns() const { return poll_timeout_ns_; }  // of the last poll
  /// The loop.iteration of this turn: callbacks added before it run in this turn, the others in the
  /// next. 0: before the first.
  Seq turn() const { return turn_; }
  /// What the last poll found on a descriptor and is not handled yet.
  std::uint32_t ready(const Handler& handler) const;
  const Counters& counters() const { return counters_; }

  const Ledger<Callback>& callbacks() const { return callbacks_; }
  const Ledger<Timer>& timers() const { return timers_; }
  const Ledger<Handler>& handlers() const { return handlers_; }  // by descriptor number
  const Ledger<Future>& futures() const { return futures_; }
  const Ledger<Coroutine>& coroutines() const { return coroutines_; }
  const Ledger<Runner>& runners() const { return runners_; }
  const Ledger<Stream>& streams() const { return streams_; }
  const Ledger<Exchange>& exchanges() const { return exchanges_; }
  const Ledger<Task>& tasks() const { return tasks_; }
  const Ledger<Thread>& threads() const { return threads_; }  // by number
  const Ledger<Print>& prints() const { return prints_; }     // from 1, in the order of printing

  /// Callbacks that wait for the loop, in the order in which it will run them.
  std::vector<Id> ready_queue() const;
  /// Timers that are pending, the first due first; equal deadlines in the order of adding.
  std::vector<Id> timer_queue() const;
  /// Nanoseconds from the last event to a timer's deadline; negative: it is overdue. At most 292
  /// years either way, whatever a trace says.
  std::int64_t until_due(const Timer& timer) const;
  /// The begin events that are open on a thread, the outermost first: calls, callbacks, handlers,
  /// coroutines.
  std::vector<Seq> stack(std::uint32_t thread) const;
  /// The thread of the last event.
  std::uint32_t thread() const;
  /// The bytes of a stream's read buffer as far as the trace has them; `cut` where it has not all.
  struct Bytes {
    std::string text;
    bool cut;
  };
  Bytes buffer(const Stream& stream) const;
  /// The coroutine that the last event belongs to: it acts, or encloses the event; 0: none.
  Id coroutine() const;

  /// The objects that the last event changed, in the order in which it did.
  const std::vector<Ref>& changed() const { return changed_; }
  bool changed(Sort sort, Id id) const;

 private:
  friend class Reducer;  // reducer.h: what each kind of event does

  const read::Trace* trace_;
  Seq seq_ = 0;
  Phase phase_ = Phase::outside;
  bool loop_runs_ = false;
  std::int64_t poll_timeout_ns_ = 0;
  Seq turn_ = 0;
  Seq polled_ = 0;  // the last poll.begin
  Counters counters_;
  Ledger<Callback> callbacks_;
  Ledger<Timer> timers_;
  Ledger<Handler> handlers_;
  Ledger<Future> futures_;
  Ledger<Coroutine> coroutines_;
  Ledger<Runner> runners_;
  Ledger<Stream> streams_;
  Ledger<Exchange> exchanges_;
  Ledger<Task> tasks_;
  Ledger<Thread> threads_;
  Ledger<Print> prints_;
  std::vector<Ref> changed_;
};

}  // namespace eyewall::model
