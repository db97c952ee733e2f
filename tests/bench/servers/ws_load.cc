// The load, for websocket_bench.py: `ws_load PORT CONNECTIONS BYTES SECONDS`. Each connection sends
// a message and waits for its echo, again and again. Prints how many came back.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

constexpr char kAsk[] =
    "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

std::string message_of(std::size_t size) {
  std::string frame = "\x82";
  if (size < 126) {
    frame += static_cast<char>(0x80 | size);
  } else {
    frame += "\xfe";
    frame += static_cast<char>(size >> 8);
    frame += static_cast<char>(size & 0xff);
  }
  return frame + "abcd" + std::string(size, 'x');
}

int connected(std::uint16_t port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) std::exit(1);
  ::send(fd, kAsk, sizeof kAsk - 1, 0);
  std::string head;
  std::array<char, 4096> bytes;
  while (head.find("\r\n\r\n") == std::string::npos) {
    const ssize_t got = ::recv(fd, bytes.data(), bytes.size(), 0);
    if (got <= 0) std::exit(1);
    head.append(bytes.data(), static_cast<std::size_t>(got));
  }
  return fd;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const auto size = static_cast<std::size_t>(std::atoi(argv[3]));
  const std::string message = message_of(size);
  const std::size_t answer = message.size() - 4;
  const int epoll = ::epoll_create1(0);
  std::vector<std::size_t> got(1024);
  for (int i = 0; i < std::atoi(argv[2]); ++i) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = connected(static_cast<std::uint16_t>(std::atoi(argv[1])));
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, event.data.fd, &event);
    ::send(event.data.fd, message.data(), message.size(), 0);
  }
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(std::atoi(argv[4]));
  long echoed = 0;
  std::array<epoll_event, 256> events;
  std::array<char, 65536> bytes;
  while (std::chrono::steady_clock::now() < end) {
    const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), 1000);
    for (int i = 0; i < ready; ++i) {
      const int fd = events[static_cast<std::size_t>(i)].data.fd;
      const ssize_t count = ::recv(fd, bytes.data(), bytes.size(), 0);
      if (count <= 0) return 1;
      std::size_t& have = got[static_cast<std::size_t>(fd)];
      have += static_cast<std::size_t>(count);
      if (have < answer) continue;
      have -= answer;
      ++echoed;
      ::send(fd, message.data(), message.size(), 0);
    }
  }
  std::printf("%ld\n", echoed);
}
