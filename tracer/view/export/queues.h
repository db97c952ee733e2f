// How long the queues are, as the trace goes on.
//
// What: counts what the model says waits: ready callbacks, pending timers, registered handlers,
//   tasks that no thread has taken. For: perfetto.cc. Threads: one.
// Ownership: borrows the file that it writes into.
// Source: ours.
#pragma once

#include <array>
#include <unordered_set>

#include "export/chrome.h"
#include "model/state.h"

namespace eyewall::exports {

class Queues {
 public:
  explicit Queues(Chrome& file) : file_(file) {}

  /// Writes each length that is not what it was. `state` is that after the event.
  void step(const read::Event& event, const model::State& state);

 private:
  using Waiting = std::unordered_set<model::Id>;
  static constexpr std::size_t kUnknown = static_cast<std::size_t>(-1);
  static void note(Waiting& waiting, model::Id id, bool waits);

  Chrome& file_;
  Waiting ready_;
  Waiting tasks_;
  std::array<std::size_t, 4> told_ = {kUnknown, kUnknown, kUnknown, kUnknown};
};

}  // namespace eyewall::exports
