// Lesson 01: an HTTP server by hand, on epoll, level-triggered; and two clients, one of them slow.
//
// What: one thread serves both; each system call is in the trace.
// Source: the epoll example that the seed sends its readers to, with HTTP on top.
#include <array>
#include <map>

#include "sys/epoll_calls.h"
#include "sys/socket_calls.h"
#include "trace/print.h"

namespace {
using namespace eyewall;  // NOLINT: a lesson reads better so

const std::string kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nHello, world";
const std::string kHalf = "GET / HTTP/1.1\r\n", kRest = "Host: here\r\n\r\n";

sys::Fd client(const sys::Address& server, const std::string& first_words) {
  sys::Fd fd = sys::stream_socket(AF_INET);
  sys::connect(fd.get(), server);
  sys::send(fd.get(), first_words);
  return fd;
}

// Reads what is there, and no more: nothing waits here. True when the request is whole.
bool whole(int fd, std::string& request) {
  std::array<char, 512> piece;
  const auto count = sys::recv(fd, piece).value;
  request.append(piece.data(), static_cast<std::size_t>(count));
  return request.ends_with("\r\n\r\n");
}
}  // namespace

int main() {
  const sys::Fd listener = sys::stream_socket(AF_INET);
  const sys::Fd epoll = sys::epoll_create();
  sys::bind(listener.get(), sys::Address::numeric("127.0.0.1", 0));
  sys::listen(listener.get(), 128);
  sys::epoll_ctl(epoll.get(), EPOLL_CTL_ADD, listener.get(), EPOLLIN, 0);
  const sys::Address address = sys::local_address(listener.get());
  const sys::Fd slow = client(address, kHalf);
  const sys::Fd quick = client(address, kHalf + kRest);
  std::map<std::uint64_t, std::pair<sys::Fd, std::string>> connections;  // by their token
  for (std::uint64_t next = 1; next <= 2 || !connections.empty();) {
    std::array<epoll_event, 1> ready;
    sys::epoll_wait(epoll.get(), ready, sys::Duration(-1));
    if (const auto token = ready[0].data.u64; token == 0) {
      sys::Fd fd(static_cast<int>(sys::accept(listener.get()).value));
      sys::epoll_ctl(epoll.get(), EPOLL_CTL_ADD, fd.get(), EPOLLIN, next);
      connections[next++].first = std::move(fd);
    } else if (auto& [fd, request] = connections[token]; whole(fd.get(), request)) {
      sys::send(fd.get(), kAnswer);
      trace::print("connection " + std::to_string(token) + " is answered");
      connections.erase(token);
      if (token == 2) sys::send(slow.get(), kRest);
    }
  }
}
