// The limit, for server_bench.py: epoll, recv, send, and nothing else. Prints its port. Whatever is
// read ends in an empty line or is waited for; nothing of it is looked at.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <string_view>

namespace {

constexpr std::string_view kAnswer =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\nHello, world";

int listening() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(fd, reinterpret_cast<sockaddr*>(&address), size);
  ::listen(fd, 128);
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  std::printf("%d\n", ntohs(address.sin_port));
  std::fflush(stdout);
  return fd;
}

void watch(int epoll, int fd) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = fd;
  ::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

void welcome(int epoll, int listener) {
  const int fd = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK);
  if (fd < 0) return;
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  watch(epoll, fd);
}

void answer(int fd) {
  std::array<char, 4096> request;
  const ssize_t got = ::recv(fd, request.data(), request.size(), 0);
  if (got <= 0) {
    ::close(fd);
    return;
  }
  const std::string_view text(request.data(), static_cast<std::size_t>(got));
  if (text.ends_with("\r\n\r\n")) ::send(fd, kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL);
}

}  // namespace

int main() {
  const int listener = listening();
  const int epoll = ::epoll_create1(0);
  watch(epoll, listener);
  std::array<epoll_event, 256> events;
  while (true) {
    const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < ready; ++i) {
      const int fd = events[static_cast<std::size_t>(i)].data.fd;
      if (fd == listener)
        welcome(epoll, listener);
      else
        answer(fd);
    }
  }
}
