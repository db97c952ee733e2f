// bind_sockets: the listening sockets of a server, one a family of addresses.
//
// For: TCPServer, and programs that fork or share sockets themselves.
// Threads: any; asks the name service, which may block.
// Ownership: the caller owns the sockets, which are non-blocking and close-on-exec.
// Errors: sys::Error with the address in its text, sys::ResolveError.
// Source: Tornado 3.1.1 netutil.bind_sockets. Port 0 gives all of them the same port, as Tornado
//   4.0 does; reuse_port is 4.4's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sys/socket_calls.h"

namespace eyewall {

using trace::Site;

/// Connections that the kernel keeps for a server that has not accepted them.
inline constexpr int kDefaultBacklog = 128;

struct BindOptions {
  std::string address = {};  // a name or an address; empty: every interface
  int family = AF_UNSPEC;    // AF_UNSPEC: IPv4 and IPv6, where the machine has them
  int backlog = kDefaultBacklog;
  bool reuse_port = false;  // several processes may bind the port, and share its connections
};

/// Binds and listens. port 0: one that the kernel chooses, the same for each family.
std::vector<sys::Fd> bind_sockets(std::uint16_t port, const BindOptions& options = {},
                                  Site at = Site::current());

}  // namespace eyewall
