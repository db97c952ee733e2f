#include "sys/clock.h"

#include "trace/sink.h"

namespace eyewall::sys {

TimePoint MonotonicClock::now() const {
  return TimePoint(Duration(trace::now_ns()));
}

const Clock& monotonic_clock() {
  static const MonotonicClock clock;
  return clock;
}

}  // namespace eyewall::sys
