// How the fake loop's thread waits between two looks at its list.
//
// What: Tick, the wait; TimedTick, which waits by the clock; ManualTick, where somebody else says
// when,
//   so that a test or a lesson needs no sleep.
// For: FakeIOLoop. A real loop waits in epoll instead, and is woken by what it waits for.
// Threads: wait is called by the loop's thread only; everything else from any other.
// Ownership: shared by the loop and whoever made it.
// Source: the time.sleep(1) of the seed's practice program; Tornado 3.1.1 has none.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stdexcept>

namespace eyewall::fakeloop {

/// A TimedTick of no length, or of less, was asked for.
class BadTick : public std::invalid_argument {
 public:
  BadTick();
};

class Tick {
 public:
  virtual ~Tick() = default;

  /// Waits for the next turn. False: there is none, stop was called.
  virtual bool wait() = 0;
  /// Ends the wait for good, at once.
  virtual void stop() = 0;
};

class TimedTick : public Tick {
 public:
  /// Throws BadTick unless the length is above zero.
  explicit TimedTick(std::chrono::nanoseconds length);

  bool wait() override;
  void stop() override;

 private:
  const std::chrono::nanoseconds length_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false;  // guarded by mutex_
};

class ManualTick : public Tick {
 public:
  /// Lets the loop take one turn, and returns when that turn is over. False: the loop was stopped
  /// first. Never from a callback of that loop: it would wait for itself.
  bool tick();

  bool wait() override;
  void stop() override;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  // All guarded by mutex_. Turns are counted from 1.
  std::uint64_t granted_ = 0;
  std::uint64_t taken_ = 0;
  std::uint64_t over_ = 0;
  bool stopped_ = false;
};

}  // namespace eyewall::fakeloop
