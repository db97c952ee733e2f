#include "ioloop/poller.h"

namespace eyewall {

void EpollPoller::add(int fd, std::uint32_t events, std::uint64_t token, Site at) {
  sys::check(sys::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, events, token, at), "epoll_ctl(ADD)");
}

void EpollPoller::modify(int fd, std::uint32_t events, std::uint64_t token, Site at) {
  sys::check(sys::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, fd, events, token, at), "epoll_ctl(MOD)");
}

void EpollPoller::remove(int fd, Site at) {
  sys::check(sys::epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, fd, 0, 0, at), "epoll_ctl(DEL)");
}

int EpollPoller::poll(std::span<epoll_event> out, sys::Duration timeout) {
  const sys::Result result = sys::epoll_wait(epoll_.get(), out, timeout);
  if (result.error == EINTR) return -1;
  return static_cast<int>(sys::check(result, "epoll_wait"));
}

}  // namespace eyewall
