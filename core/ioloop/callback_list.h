// The callbacks of the next turn, in the order in which they were added, by any thread.
//
// What: a plain vector for the loop's own thread, a locked one for the others, merged so that the
// order is
//   that of the calls wherever one call happened before another.
// For: IOLoop only.
// Threads: add_local, take, empty: the loop's thread, while it runs. add_remote: any. Source:
// PollIOLoop._callbacks and _callback_lock of Tornado 3.1.1's ioloop.py. The fast path without the
//   lock is ours: it is the hot path of the loop.
#pragma once

#include <atomic>
#include <mutex>
#include <vector>

#include "ioloop/callback.h"

namespace eyewall {

class CallbackList {
 public:
  /// Makes the callback in its place, of what Callback's constructor takes.
  template <class... A>
  void add_local(A&&... a) {
    // What another thread added before this call comes first.
    if (remote_waiting_.load(std::memory_order_acquire)) merge();
    local_.emplace_back(std::forward<A>(a)...);
  }

  /// True: the other threads' list was empty, so the loop may be asleep and must be woken.
  bool add_remote(Callback callback) {
    const std::lock_guard lock(mutex_);
    remote_.push_back(std::move(callback));
    return !remote_waiting_.exchange(true);
  }

  /// Moves everything to `out`, which must be empty and lends its memory.
  void take(std::vector<Callback>& out) {
    // In one order with add_remote and IOLoop's thread_: a thread that starts the loop either sees
    // what was added, or is seen by the adder, which then wakes it.
    if (remote_waiting_.load()) merge();
    out.swap(local_);
  }

  bool empty() const { return local_.empty() && !remote_waiting_.load(std::memory_order_acquire); }

  /// Destroys what is left, callbacks of callbacks included.
  void clear() {
    while (!empty()) {
      std::vector<Callback> dropped;
      take(dropped);
    }
  }

 private:
  void merge() {
    const std::lock_guard lock(mutex_);
    for (Callback& callback : remote_) local_.push_back(std::move(callback));
    remote_.clear();
    remote_waiting_.store(false, std::memory_order_relaxed);
  }

  std::vector<Callback> local_;
  std::mutex mutex_;
  std::vector<Callback> remote_;  // guarded by mutex_
  std::atomic<bool> remote_waiting_{false};
};

}  // namespace eyewall
