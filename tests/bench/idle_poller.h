// A poller that finds nothing, at once.
//
// What: stands in for epoll where a benchmark asks what the loop itself costs, beside the poll.
// For: benchmarks of callbacks, timers and coroutines. Threads: the loop's own.
// Source: the `impl` that Tornado 3.1.1's PollIOLoop is given.
#pragma once

#include "ioloop/poller.h"

namespace eyewall::bench {

class IdlePoller final : public Poller {
 public:
  void add(int, std::uint32_t, std::uint64_t, Site) override {}
  void modify(int, std::uint32_t, std::uint64_t, Site) override {}
  void remove(int, Site) override {}
  int poll(std::span<epoll_event>, sys::Duration) override { return 0; }
};

}  // namespace eyewall::bench
