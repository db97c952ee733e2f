// The timeouts of a loop, by deadline; equal deadlines in the order in which they were added.
//
// What: a binary heap over slots. A cancelled timeout stays in the heap, emptied, until it comes to
// the top
//   or until cancelled ones are many: more than 512 and more than half, as in Tornado.
// For: IOLoop only.
// Threads: the loop's own.
// Source: PollIOLoop._timeouts, remove_timeout and _Timeout of Tornado 3.1.1's ioloop.py.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ioloop/callback.h"
#include "sys/clock.h"

namespace eyewall {

/// Names a timeout that was added; a value, valid for remove_timeout at any time.
struct Timeout {
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;  // 0: no timeout
  explicit operator bool() const { return generation != 0; }
};

class TimerQueue {
 public:
  TimerQueue() = default;
  TimerQueue(const TimerQueue&) = delete;
  TimerQueue& operator=(const TimerQueue&) = delete;
  ~TimerQueue() { clear(); }

  Timeout add(sys::TimePoint deadline, Callable callable, trace::Site at);
  /// False: it has fired, or was cancelled already.
  bool cancel(Timeout timeout, trace::Site at);

  /// A timeout that is due, taken out of the queue.
  struct Due {
    Callable callable;
    trace::Id id;
    trace::Seq added;
    sys::TimePoint deadline;
  };
  /// The next timeout with deadline <= now; nothing when there is none. Throws away cancelled ones
  /// on its way.
  std::optional<Due> take_due(sys::TimePoint now);
  /// Deadline of the first timeout in the heap, cancelled or not; nothing when it is empty.
  std::optional<sys::TimePoint> next_deadline() const;
  /// Shrinks the heap when cancelled timeouts have become many.
  void compact();
  /// Destroys what is left, timeouts of callbacks included.
  void clear();

  std::size_t size() const { return heap_.size(); }
  std::size_t cancellations() const { return cancellations_; }

 private:
  struct Entry {
    sys::TimePoint deadline;
    std::uint64_t order;
    std::uint32_t slot;
    bool operator>(const Entry& other) const {
      return deadline != other.deadline ? deadline > other.deadline : order > other.order;
    }
  };
  struct Slot {
    Callable callable;  // empty: cancelled
    std::uint32_t generation = 1;
    trace::Id id = 0;
    trace::Seq added = 0;
  };

  Slot& slot_of(const Entry& entry) { return slots_[entry.slot]; }
  Entry pop();
  void release(std::uint32_t slot);

  std::vector<Entry> heap_;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  std::uint64_t next_order_ = 0;
  std::size_t cancellations_ = 0;
};

}  // namespace eyewall
