// What an IOLoop polls: epoll, unless a lesson or a test injects something else.
//
// What: Poller (the interface), EpollPoller (the real one).
// For: IOLoop; scripted peers.
// Threads: the loop's own.
// Ownership: descriptors are lent.
// Source: Tornado 3.1.1 ioloop.PollIOLoop's `impl` and platform/epoll.py.
#pragma once

#include <sys/epoll.h>

#include <cstdint>
#include <span>

#include "sys/clock.h"
#include "sys/epoll_calls.h"
#include "sys/fd.h"
#include "trace/site.h"

namespace eyewall {

using trace::Site;

class Poller {
 public:
  virtual ~Poller() = default;
  /// `token` comes back with each event, in data.u64. All three throw sys::Error.
  virtual void add(int fd, std::uint32_t events, std::uint64_t token, Site at) = 0;
  virtual void modify(int fd, std::uint32_t events, std::uint64_t token, Site at) = 0;
  virtual void remove(int fd, Site at) = 0;
  /// Fills `out` with ready descriptors and returns how many; -1: interrupted by a signal.
  /// timeout: how long to wait at most; zero: not at all.
  virtual int poll(std::span<epoll_event> out, sys::Duration timeout) = 0;
};

/// The real one; what a lesson or a test injects may stand on it.
class EpollPoller : public Poller {
 public:
  EpollPoller() : epoll_(sys::epoll_create()) {}
  void add(int fd, std::uint32_t events, std::uint64_t token, Site at) override;
  void modify(int fd, std::uint32_t events, std::uint64_t token, Site at) override;
  void remove(int fd, Site at) override;
  int poll(std::span<epoll_event> out, sys::Duration timeout) override;

 private:
  sys::Fd epoll_;
};

}  // namespace eyewall
