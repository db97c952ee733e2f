// The limit, for websocket_bench.py: epoll, recv, unmask, send, and nothing else. Prints its port.
// It takes whatever is read for one short frame, and any request for a handshake.
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

constexpr std::string_view kAccepted =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

void watch(int epoll, int fd) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = fd;
  ::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

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

void welcome(int epoll, int listener) {
  const int fd = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK);
  if (fd < 0) return;
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  watch(epoll, fd);
}

// The frame without its key, and the payload unmasked, in place.
std::string_view echo_of(char* frame, std::size_t size) {
  for (std::size_t i = 6; i < size; ++i)
    frame[i] = static_cast<char>(frame[i] ^ frame[2 + (i - 6) % 4]);
  frame[4] = frame[0];
  frame[5] = static_cast<char>(frame[1] & 0x7f);
  return {frame + 4, size - 4};
}

void answer(int fd) {
  std::array<char, 4096> bytes;
  const ssize_t got = ::recv(fd, bytes.data(), bytes.size(), 0);
  if (got <= 0) {
    ::close(fd);
    return;
  }
  const auto size = static_cast<std::size_t>(got);
  const std::string_view sent = bytes[0] == 'G' ? kAccepted : echo_of(bytes.data(), size);
  ::send(fd, sent.data(), sent.size(), MSG_NOSIGNAL);
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
