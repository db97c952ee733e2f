// Ask to write: a socket can nearly always be written to, so ask only with something to write.
#include <array>
#include <string>

#include "sys/epoll_calls.h"
#include "sys/socket_calls.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

void watch(const sys::Fd& epoll, int how, const sys::Fd& fd, std::uint32_t events) {
  sys::epoll_ctl(epoll.get(), how, fd.get(), events, 0);
}

std::uint32_t wait(const sys::Fd& epoll, sys::Duration timeout) {
  std::array<epoll_event, 1> ready{};
  return sys::epoll_wait(epoll.get(), ready, timeout).value == 1 ? ready[0].events : 0;
}

void read_some(const sys::Fd& connection, std::string& request) {
  std::array<char, 100> buffer{};
  const sys::Result got = sys::recv(connection.get(), buffer);
  if (got.ok()) request.append(buffer.data(), static_cast<std::size_t>(got.value));
}

}  // namespace

int main() {
  const sys::Fd epoll = sys::epoll_create(), listener = sys::stream_socket(AF_INET);
  sys::bind(listener.get(), sys::Address::numeric("127.0.0.1", 0));
  sys::listen(listener.get(), 1);
  watch(epoll, EPOLL_CTL_ADD, listener, EPOLLIN);
  const sys::Fd client = sys::stream_socket(AF_INET);
  sys::connect(client.get(), sys::local_address(listener.get()));
  wait(epoll, sys::Duration(-1));
  const sys::Fd connection(static_cast<int>(sys::accept(listener.get()).value));
  // TODO: it asks to write, and has nothing to write yet.
  watch(epoll, EPOLL_CTL_ADD, connection, EPOLLIN | EPOLLOUT);

  std::string request;
  for (int turn = 1; turn <= 10; ++turn) {
    if (turn == 2) sys::send(client.get(), std::string_view("GET / HTTP/1.0\r\n"));
    if (turn == 6) sys::send(client.get(), std::string_view("\r\n"));
    const std::uint32_t events = wait(epoll, sys::Duration(0));
    if ((events & EPOLLIN) != 0) {
      read_some(connection, request);
      // TODO: when the request is whole, ask to write, and no more to read.
    }
    if ((events & EPOLLOUT) != 0 && request.ends_with("\r\n\r\n")) {
      sys::send(connection.get(), std::string_view("HTTP/1.0 200 OK\r\n\r\nHello, world"));
      trace::print("answered");
      return 0;
    }
  }
}
