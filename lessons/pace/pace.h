// A loop whose time stands still: a lesson's timeouts are exact, and nobody waits for them.
//
// What: Pace makes the program's IOLoop, on real epoll, with a clock that moves only when the loop
//   waits for a timeout and nothing is ready: then it moves by just that timeout, at once.
// For: lessons and exercises that have timeouts, from the loop on.
// Threads: the main one. Where another thread wakes the loop, no timeout should be pending: the
//   clock does not know how long that thread takes.
// Ownership: owns the loop, which is IOLoop::instance() while the Pace lives.
// Source: ours; Tornado 3.1.1's IOLoop.initialize takes poller and clock likewise.
#pragma once

#include "ioloop/ioloop.h"

namespace eyewall::lesson {

class StillClock final : public sys::Clock {
 public:
  sys::TimePoint now() const override { return now_; }
  void pass(sys::Duration duration) { now_ += duration; }

 private:
  sys::TimePoint now_ = sys::monotonic_clock().now();
};

class Pace {
 public:
  Pace();

  IOLoop& loop() { return loop_; }
  /// As if the program had worked for so long: a callback that blocks, without the waiting.
  void work(sys::Duration duration) { clock_.pass(duration); }

 private:
  StillClock clock_;
  IOLoop loop_;
};

}  // namespace eyewall::lesson
