// expect: `sys.send:result=12` happens once.
#include <array>
#include <string>

#include "sys/epoll_calls.h"
#include "sys/socket_calls.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

constexpr std::string_view kGreeting = "Hello, nobody";

void wait_until_readable(const sys::Fd& fd) {
  const sys::Fd epoll = sys::epoll_create();
  std::array<epoll_event, 1> ready{};
  sys::epoll_ctl(epoll.get(), EPOLL_CTL_ADD, fd.get(), EPOLLIN, 0);
  sys::epoll_wait(epoll.get(), ready, sys::Duration(-1));
}

}  // namespace

int main() {
  const sys::Fd listener = sys::stream_socket(AF_INET);
  sys::bind(listener.get(), sys::Address::numeric("127.0.0.1", 0));
  sys::listen(listener.get(), 1);
  const sys::Fd client = sys::stream_socket(AF_INET);
  sys::connect(client.get(), sys::local_address(listener.get()));

  wait_until_readable(listener);
  const sys::Fd connection(static_cast<int>(sys::accept(listener.get()).value));
  sys::send(connection.get(), kGreeting);

  wait_until_readable(client);
  std::array<char, 100> buffer{};
  const sys::Result got = sys::recv(client.get(), buffer);
  sys::check(got, "recv");
  trace::print("Hello, world");
}
