// PeriodicCallback: the same callback again and again.
//
// What: runs a callback every `callback_time`, counted from start(); a turn that is missed is left
// out, not made up for.
// For: users of the loop.
// Threads: the loop's own.
// Ownership: owns the callback; stops when destroyed, which its own callback may do. The loop
// outlives it.
// Errors: what the callback throws is logged, and the next run comes all the same.
// Source: Tornado 3.1.1 ioloop.PeriodicCallback. A second start() begins anew; there it doubles the
// rate.
#pragma once

#include <memory>

#include "ioloop/ioloop.h"

namespace eyewall {

class PeriodicCallback {
 public:
  /// callback_time > 0, or std::invalid_argument is thrown.
  PeriodicCallback(Callable callback, IOLoop::Duration callback_time,
                   IOLoop& loop = IOLoop::current());
  ~PeriodicCallback() { stop(); }
  PeriodicCallback(const PeriodicCallback&) = delete;
  PeriodicCallback& operator=(const PeriodicCallback&) = delete;

  /// Runs it `callback_time` from now for the first time. Counts anew when it runs already.
  void start();
  void stop();

 private:
  struct State;
  std::shared_ptr<State> state_;  // its timeout holds it too: the callback may destroy its owner
};

}  // namespace eyewall
