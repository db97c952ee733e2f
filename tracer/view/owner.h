// Whose event is it: the coroutine, or the callback or handler, that an event belongs to.
//
// What: owner_of() climbs from an event to the nearest coroutine, callback, handler or task that it
//   lies in or acts for; Follower finds the other events of the same one.
// For: the moves next and finish. Threads: one at a time. Ownership: borrows the trace.
// Source: ours; State::coroutine() answers the same for the present event only.
#pragma once

#include <cstdint>
#include <string>

#include "model/state.h"

namespace eyewall::view {

/// A coroutine; else a scope that the loop or an executor runs; else what a thread does outside.
struct Owner {
  model::Id coroutine = 0;
  trace::Seq scope = 0;  // the begin event
  std::uint32_t thread = 0;
  bool operator==(const Owner&) const = default;
};

class Follower {
 public:
  /// The owner of the last event of `state`.
  explicit Follower(const model::State& state);

  const Owner& owner() const { return owner_; }
  /// Whether an event is of the same owner. Show it the events in order, forwards or backwards,
  /// beginning beside the state's own: it learns a coroutine's runner as it comes by.
  bool follows(const read::Event& event);
  /// Whether a scope ends, or `back` begins, with the event: there is no further one of it.
  bool is_last(const read::Event& event, bool back) const;
  /// "coroutine 1, download", "callback 3, on_headers", "the handler of descriptor 7, conn1".
  std::string name(const model::State& state) const;

 private:
  const read::Trace& trace_;
  Owner owner_;
  model::Id runner_ = 0;  // of the coroutine
};

/// The begin event that a finish leaves, at most `level` fine; nullptr where none encloses the
/// event. At a begin that one; `back`: the one that encloses it. An end: the other way round.
const read::Event* scope_of(const read::Trace& trace, const read::Event& event, trace::Level level,
                            bool back);

/// Whether the event lies inside the begin event of that number, however deep.
bool lies_in(const read::Trace& trace, const read::Event& event, trace::Seq begin);

}  // namespace eyewall::view
