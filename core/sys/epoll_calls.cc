#include "sys/epoll_calls.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>

#include "sys/outcome.h"

namespace eyewall::sys {
namespace {

constexpr const char* name_of(int operation) {
  return operation == EPOLL_CTL_ADD ? "ADD" : operation == EPOLL_CTL_MOD ? "MOD" : "DEL";
}

int to_milliseconds(Duration timeout) {
  if (timeout < Duration::zero()) return -1;
  const auto ms = std::chrono::ceil<std::chrono::milliseconds>(timeout).count();
  return static_cast<int>(std::min<std::int64_t>(ms, 24LL * 3600 * 1000));
}

}  // namespace

Fd epoll_create() {
  return Fd(static_cast<int>(check(outcome(::epoll_create1(EPOLL_CLOEXEC)), "epoll_create1")));
}

Result epoll_ctl(int epoll, int operation, int fd, std::uint32_t events, std::uint64_t token,
                 Site at) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = token;
  const Result result = outcome(::epoll_ctl(epoll, operation, fd, &event));
  if (trace::on()) {
    trace::emit<trace::Kind::sys_epoll_ctl>(at, 0, f::name(name_of(operation)), f::fd(fd),
                                            f::events(events), f::result(result.value),
                                            f::error(error_name(result.error)));
  }
  return result;
}

Result epoll_wait(int epoll, std::span<epoll_event> out, Duration timeout, Site at) {
  const Result result = outcome(
      ::epoll_wait(epoll, out.data(), static_cast<int>(out.size()), to_milliseconds(timeout)));
  if (trace::on()) {
    trace::emit<trace::Kind::sys_epoll_wait>(at, 0, f::timeout_ns(timeout.count()),
                                             f::result(result.value),
                                             f::error(error_name(result.error)));
  }
  return result;
}

Fd eventfd_create() {
  return Fd(static_cast<int>(check(outcome(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)), "eventfd")));
}

void eventfd_signal(int fd) noexcept {
  const int saved = errno;
  const std::uint64_t one = 1;
  // A full counter (EAGAIN) is readable already: nothing is lost.
  [[maybe_unused]] const auto written = ::write(fd, &one, sizeof one);
  errno = saved;
}

void eventfd_drain(int fd, Site at) {
  std::uint64_t count = 0;
  const Result result = outcome(::read(fd, &count, sizeof count));
  if (trace::on()) trace_call("read", fd, result, at);
}

Result close(int fd, Site at) {
  // First: as soon as it is closed, another thread may be given the number, and name it.
  trace::forget_descriptor(fd);
  Result result = outcome(::close(fd));
  if (result.error == EINTR) result = {0, 0};
  if (trace::on()) {
    trace::emit<trace::Kind::sys_close>(at, 0, f::fd(fd), f::result(result.value),
                                        f::error(error_name(result.error)));
  }
  return result;
}

void Fd::reset(Site at) {
  if (fd_ >= 0) close(std::exchange(fd_, -1), at);
}

}  // namespace eyewall::sys
