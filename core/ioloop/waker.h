// Wakes a loop that polls.
//
// What: an eventfd; wake() makes it readable, drain() makes it quiet again.
// For: IOLoop only.
// Threads: wake() from any thread, and from a signal handler. drain() on the loop's thread.
// Source: Tornado 3.1.1 platform/posix.py Waker (a pipe there).
#pragma once

#include "sys/epoll_calls.h"
#include "sys/fd.h"

namespace eyewall {

class Waker {
 public:
  Waker() : event_(sys::eventfd_create()) {}
  int fileno() const { return event_.get(); }
  void wake() noexcept { sys::eventfd_signal(event_.get()); }
  void drain() { sys::eventfd_drain(event_.get()); }

 private:
  sys::Fd event_;
};

}  // namespace eyewall
