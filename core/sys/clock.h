// The clock that loops and timers go by: injected, so that lessons and tests need not wait.
//
// What: Clock (an interface), MonotonicClock (the machine's).
// For: ioloop, http.
// Threads: now() from any thread.
// Source: the time_func of Tornado 3.1.1's ioloop.PollIOLoop.initialize. Ours is monotonic by
// default;
//   Tornado's is time.time.
#pragma once

#include <chrono>

namespace eyewall::sys {

using TimePoint = std::chrono::steady_clock::time_point;
using Duration = std::chrono::nanoseconds;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual TimePoint now() const = 0;
};

/// CLOCK_MONOTONIC.
class MonotonicClock final : public Clock {
 public:
  TimePoint now() const override;
};

/// The one MonotonicClock that everybody may share.
const Clock& monotonic_clock();

/// `delay` behind `from`; the end of time where the sum does not fit: a delay without end.
inline TimePoint after(TimePoint from, Duration delay) {
  const bool never = delay > Duration::zero() && delay > TimePoint::max() - from;
  return never ? TimePoint::max() : from + delay;
}

/// Nanoseconds of t on the trace's scale (CLOCK_MONOTONIC).
inline std::int64_t to_ns(TimePoint t) {
  return std::chrono::duration_cast<Duration>(t.time_since_epoch()).count();
}

}  // namespace eyewall::sys
