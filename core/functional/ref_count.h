// RefCount: how many share an object.
//
// What: a count that any thread may change; while the program has one thread it costs what a plain
//   one does, as that of std::shared_ptr.
// For: the frames of stack contexts, the states of futures.
// Threads: any. Ownership: a member of what is counted. Errors: none.
// Source: ours; sys/single_threaded.h is glibc's.
#pragma once

#include <sys/single_threaded.h>

#include <atomic>

namespace eyewall {

class RefCount {
 public:
  explicit RefCount(int count) : count_(count) {}

  void add() {
    if (__libc_single_threaded)
      store(count_.load(std::memory_order_relaxed) + 1);
    else
      count_.fetch_add(1, std::memory_order_relaxed);
  }
  /// True: that was the last.
  bool drop() {
    if (!__libc_single_threaded) return count_.fetch_sub(1, std::memory_order_acq_rel) == 1;
    const int left = count_.load(std::memory_order_relaxed) - 1;
    store(left);
    return left == 0;
  }
  bool unique() const { return count_.load(std::memory_order_acquire) == 1; }

 private:
  void store(int count) { count_.store(count, std::memory_order_relaxed); }

  std::atomic<int> count_;
};

}  // namespace eyewall
