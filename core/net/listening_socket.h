// A listening socket on loopback, on a port that the kernel chose.
//
// What: what tests and scripted peers listen on; a server's bind_sockets comes with the server.
// Threads: a value. Ownership: owns its descriptor.
// Source: testing.bind_unused_port of Tornado 3.1.1.
#pragma once

#include <cstdint>

#include "sys/socket_calls.h"

namespace eyewall {

class ListeningSocket {
 public:
  /// host: "127.0.0.1" or "::1". Throws sys::Error.
  explicit ListeningSocket(const char* host = "127.0.0.1") {
    const sys::Address address = sys::Address::numeric(host, 0);
    fd_ = sys::stream_socket(address.family());
    sys::bind(fd_.get(), address);
    sys::listen(fd_.get(), 128);
    address_ = sys::local_address(fd_.get());
  }
  /// Closes it.
  void close() { fd_.reset(); }
  int fileno() const { return fd_.get(); }
  std::uint16_t port() const { return address_.port(); }
  const sys::Address& address() const { return address_; }

 private:
  sys::Fd fd_;
  sys::Address address_;
};

}  // namespace eyewall
