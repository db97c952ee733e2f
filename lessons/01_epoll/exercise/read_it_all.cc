// Read it all: an edge is told once, and the server has read a part only.
#include <array>
#include <string>

#include "sys/epoll_calls.h"
#include "sys/socket_calls.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

constexpr std::string_view kRequest = "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n";

// Edge-triggered: a descriptor is told of when something new has come, and never again for that.
void watch(const sys::Fd& epoll, const sys::Fd& fd) {
  sys::epoll_ctl(epoll.get(), EPOLL_CTL_ADD, fd.get(), EPOLLIN | EPOLLET, 0);
}

bool wait(const sys::Fd& epoll, sys::Duration timeout) {
  std::array<epoll_event, 1> ready{};
  return sys::epoll_wait(epoll.get(), ready, timeout).value == 1;
}

void on_readable(const sys::Fd& connection, std::string& request) {
  std::array<char, 16> buffer{};
  // TODO: one recv is not enough. Read again, until recv says that nothing is left.
  const sys::Result got = sys::recv(connection.get(), buffer);
  if (got.value > 0) request.append(buffer.data(), static_cast<std::size_t>(got.value));
}

}  // namespace

int main() {
  const sys::Fd epoll = sys::epoll_create(), listener = sys::stream_socket(AF_INET);
  sys::bind(listener.get(), sys::Address::numeric("127.0.0.1", 0));
  sys::listen(listener.get(), 1);
  watch(epoll, listener);
  const sys::Fd client = sys::stream_socket(AF_INET);
  sys::connect(client.get(), sys::local_address(listener.get()));
  wait(epoll, sys::Duration(-1));
  const sys::Fd connection(static_cast<int>(sys::accept(listener.get()).value));
  watch(epoll, connection);
  sys::send(client.get(), kRequest);

  std::string request;
  wait(epoll, sys::Duration(-1));
  do on_readable(connection, request);
  while (wait(epoll, sys::Duration(0)));
  trace::print("read " + std::to_string(request.size()) + " of 35 bytes");
}
