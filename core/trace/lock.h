// The lock of the emitter: held for the tens of nanoseconds in which one event is written.
//
// Threads: that is what it is for. Not recursive; never held across a call out of core/trace.
// Source: ours.
#pragma once

#include <atomic>

namespace eyewall::trace {

class SpinLock {
 public:
  constexpr SpinLock() = default;
  SpinLock(const SpinLock&) = delete;
  SpinLock& operator=(const SpinLock&) = delete;

  void lock() {
    while (taken_.exchange(true, std::memory_order_acquire)) {
      while (taken_.load(std::memory_order_relaxed)) __builtin_ia32_pause();
    }
  }
  void unlock() { taken_.store(false, std::memory_order_release); }

 private:
  std::atomic<bool> taken_{false};
};

class SpinGuard {
 public:
  explicit SpinGuard(SpinLock& lock) : lock_(lock) { lock_.lock(); }
  ~SpinGuard() { lock_.unlock(); }
  SpinGuard(const SpinGuard&) = delete;
  SpinGuard& operator=(const SpinGuard&) = delete;

 private:
  SpinLock& lock_;
};

namespace detail {
extern constinit SpinLock emit_lock;  // guards the sink, the numbers and the descriptors' names
}

}  // namespace eyewall::trace
