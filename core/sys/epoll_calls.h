// epoll, eventfd and close: the system calls of the loop.
//
// What: each call once, checked, traced (sys.*), restarted or not as its comment says.
// For: ioloop.
// Threads: the kernel's own rules; signal(eventfd) is safe from any thread and from a signal
// handler. Ownership: returned Fd own; parameters lend. Source: Tornado 3.1.1's platform/epoll.py
// and platform/posix.py (Waker). We use an eventfd where
//   Tornado has a pipe.
#pragma once

#include <sys/epoll.h>

#include <cstdint>
#include <span>

#include "sys/clock.h"
#include "sys/fd.h"
#include "sys/result.h"
#include "trace/site.h"

namespace eyewall::sys {

using trace::Site;

/// A new epoll instance, close-on-exec. Throws Error.
Fd epoll_create();

/// EPOLL_CTL_ADD, MOD or DEL of fd with events; `token` comes back in epoll_event::data.u64.
Result epoll_ctl(int epoll, int operation, int fd, std::uint32_t events, std::uint64_t token,
                 Site at = Site::current());

/// Waits for at most `timeout`, rounded up to milliseconds so that a timer is never polled for
/// early; negative: for ever. EINTR is a value: the loop goes round.
Result epoll_wait(int epoll, std::span<epoll_event> out, Duration timeout,
                  Site at = Site::current());

/// A new eventfd, non-blocking, close-on-exec. Throws Error.
Fd eventfd_create();
/// Makes the eventfd readable. Async-signal-safe: emits nothing and keeps errno.
void eventfd_signal(int fd) noexcept;
/// Makes the eventfd unreadable again.
void eventfd_drain(int fd, Site at = Site::current());

/// close(2). EINTR counts as closed, as Linux does it.
Result close(int fd, Site at = Site::current());

}  // namespace eyewall::sys
