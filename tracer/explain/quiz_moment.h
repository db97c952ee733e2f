// A decision with its outcome: what a question is made of.
//
// What: the state at the decision, what may run next there, and what did.
// For: quiz.cc and quiz_options.cc. Threads: one a Timeline.
// Ownership: borrows state and trace. A State is good until the Timeline's next call.
// Source: ours.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "explain/quiz_decision.h"
#include "model/state.h"

namespace eyewall::explain {

class Moment {
 public:
  /// `state` is that after event `decision.at`.
  Moment(const model::State& state, Decision decision);

  const model::State& state() const { return state_; }
  const read::Event& event() const { return *event_; }
  const read::Event& answer() const { return *answer_; }
  bool is(trace::Kind kind) const { return event_->is(kind); }

  /// What runs next, if it is among what could be seen to be next: a callback in the list, a timer,
  /// a descriptor that was found ready, the coroutine, the read's callback. No question can be
  /// asked where it is not: nobody can guess what another thread or the network does next.
  std::optional<model::Ref> outcome() const;
  /// Whether the decision falls while something runs, and not between two things that the loop
  /// runs.
  bool inside() const;
  /// Whether it runs inside of what ran at the decision: nobody went back to the loop.
  bool at_once() const { return at_once_; }
  /// Whether the loop polled between decision and outcome.
  bool polled() const { return polled_; }
  /// Whether a poll in between was allowed to wait.
  bool waited() const { return waited_; }
  /// Whether that future got its result between decision and outcome.
  bool resolved_meanwhile(model::Id future) const;

  /// Callbacks that wait, timers that are pending, descriptors that were found ready (the first
  /// found first), descriptors that are registered and were not.
  const std::vector<model::Id>& queue() const { return queue_; }
  const std::vector<model::Id>& timers() const { return timers_; }
  const std::vector<model::Id>& ready() const { return ready_; }
  const std::vector<model::Id>& idle() const { return idle_; }
  bool is_waker(model::Id fd) const;
  /// Whether the callback was added before this turn began.
  bool in_turn(model::Id callback) const;

  /// The coroutine that the decision is about: it yields, or waits for the future; 0: none.
  model::Id coroutine() const;
  /// The future that is set, or yielded; 0: none.
  model::Id future() const;
  /// The stream whose read it is about, or whose descriptor runs next; nullptr: none.
  const model::Stream* stream() const;

 private:
  bool of_coroutine() const;
  bool nested() const;
  bool could_be_seen(model::Ref ref) const;
  void look_between();

  const model::State& state_;
  const read::Event* event_;
  const read::Event* answer_;
  std::vector<model::Id> queue_;
  std::vector<model::Id> timers_;
  std::vector<model::Id> ready_;
  std::vector<model::Id> idle_;
  bool at_once_ = false;
  bool polled_ = false;
  bool waited_ = false;
  bool askable_ = false;
};

}  // namespace eyewall::explain
