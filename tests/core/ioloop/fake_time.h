// A clock and a poller for loops that must not wait: to poll is to let the time pass.
//
// What: FakeClock stands still until it is told otherwise. FakePoller has no descriptors: each poll
// moves
//   the clock on by its timeout and finds nothing; a loop that would sleep for an hour fails.
// For: tests of timeouts, here and in the layers above. Threads: one.
#pragma once

#include <memory>
#include <stdexcept>
#include <vector>

#include "ioloop/ioloop.h"

namespace eyewall::test {

class FakeClock final : public sys::Clock {
 public:
  sys::TimePoint now() const override { return now_; }
  void advance(sys::Duration by) { now_ += by; }

 private:
  sys::TimePoint now_{std::chrono::hours(1000)};
};

class FakePoller final : public Poller {
 public:
  explicit FakePoller(FakeClock& clock) : clock_(clock) {}
  void add(int, std::uint32_t, std::uint64_t, Site) override {}
  void modify(int, std::uint32_t, std::uint64_t, Site) override {}
  void remove(int, Site) override {}
  int poll(std::span<epoll_event>, sys::Duration timeout) override {
    if (timeout >= std::chrono::hours(1)) throw std::logic_error("the loop would sleep for ever");
    waits.push_back(timeout);
    clock_.advance(timeout);
    return 0;
  }
  std::vector<sys::Duration> waits;  // what each poll was willing to wait

 private:
  FakeClock& clock_;
};

/// A loop in which time passes only while it polls.
struct FakeTime {
  FakeClock clock;
  FakePoller* poller = new FakePoller(clock);  // the loop's
  IOLoop loop{std::unique_ptr<Poller>(poller), clock};
};

}  // namespace eyewall::test
