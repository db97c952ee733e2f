// Two connected sockets, for tests of handlers.
#pragma once

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string_view>

#include "sys/socket_calls.h"

namespace eyewall::test {

struct SocketPair {
  SocketPair() {
    std::array<int, 2> fds{};
    sys::check(
        {::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds.data()), 0},
        "socketpair");
    near = sys::Fd(fds[0]);
    far = sys::Fd(fds[1]);
  }
  /// Makes `near` readable.
  void feed(std::string_view text = "x") { sys::send(far.get(), {text.data(), text.size()}); }
  /// Takes what is to be read.
  void drain() {
    std::array<char, 64> buffer{};
    while (sys::recv(near.get(), buffer).value > 0) continue;
  }

  sys::Fd near, far;
};

}  // namespace eyewall::test
