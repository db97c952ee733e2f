// What the tests of servers stand on: a loop that is turned by hand, with a clock that they move,
// and plain sockets for clients.
#pragma once

#include <gmock/gmock.h>

#include "core/iostream/stream_fixture.h"
#include "net/bind_sockets.h"
#include "net/scripted_peer.h"

namespace eyewall::test {

class ServerTest : public ::testing::Test {
 protected:
  void until(const std::function<bool()>& done) {
    turn_until(loop, done, std::chrono::seconds(20));
  }
  void settle() {
    for (int i = 0; i < 8; ++i) turn(loop);
  }
  static std::uint16_t port_of(const sys::Fd& socket) {
    return sys::local_address(socket.get()).port();
  }
  /// A client's socket, on its way to be connected.
  static sys::Fd connect_to(std::uint16_t port, const char* host = "127.0.0.1") {
    const sys::Address address = sys::Address::numeric(host, port);
    sys::Fd client = sys::stream_socket(address.family());
    const sys::Result result = sys::connect(client.get(), address);
    EXPECT_TRUE(result.ok() || result.error == EINPROGRESS) << sys::error_name(result.error);
    return client;
  }
  /// True: the machine has IPv6 on loopback.
  static bool has_ipv6() {
    try {
      const sys::Fd socket = sys::stream_socket(AF_INET6);
      sys::bind(socket.get(), sys::Address::numeric("::1", 0));
      return true;
    } catch (const sys::Error&) {
      return false;
    }
  }

  LogCapture log;
  ScriptedClock clock;
  IOLoop loop{nullptr, clock};
};

}  // namespace eyewall::test
