#include "net/bind_sockets.h"

#include <netinet/in.h>

#include <algorithm>
#include <cstring>

#include "sys/resolve.h"
#include "trace/emit.h"

namespace eyewall {

namespace f = trace::f;

namespace {

void set(const sys::Fd& socket, int level, int option, const char* name) {
  sys::check(sys::set_option(socket.get(), level, option, 1), name);
}

sys::Address with_port(const sys::Address& address, std::uint16_t port) {
  sockaddr_storage storage{};
  std::memcpy(&storage, address.get(), address.size());
  auto* const any = reinterpret_cast<sockaddr*>(&storage);
  if (address.family() == AF_INET) reinterpret_cast<sockaddr_in*>(any)->sin_port = htons(port);
  if (address.family() == AF_INET6) reinterpret_cast<sockaddr_in6*>(any)->sin6_port = htons(port);
  return {any, address.size()};
}

sys::Fd bound(const sys::Address& address, const BindOptions& options) {
  sys::Fd socket = sys::stream_socket(address.family());
  set(socket, SOL_SOCKET, SO_REUSEADDR, "SO_REUSEADDR");
  if (options.reuse_port) set(socket, SOL_SOCKET, SO_REUSEPORT, "SO_REUSEPORT");
  // Else it would take IPv4's connections too, and IPv4's own socket could not be bound.
  if (address.family() == AF_INET6) set(socket, IPPROTO_IPV6, IPV6_V6ONLY, "IPV6_V6ONLY");
  sys::bind(socket.get(), address);
  return socket;
}

// Names say the same address twice where the hosts file has it twice.
std::vector<sys::Address> addresses_of(std::uint16_t port, const BindOptions& options) {
  std::vector<sys::Address> distinct;
  for (sys::Address& address : sys::getaddrinfo(options.address, port, options.family, true)) {
    const auto same = [&](const sys::Address& other) { return other.text() == address.text(); };
    if (std::none_of(distinct.begin(), distinct.end(), same)) distinct.push_back(address);
  }
  return distinct;
}

// A machine without IPv6 still resolves to its addresses.
bool no_such_family(const sys::Error& error, const sys::Address& address, std::size_t others) {
  return error.error() == EAFNOSUPPORT ||
         (error.error() == EADDRNOTAVAIL && address.family() == AF_INET6 && others != 0);
}

std::vector<sys::Fd> bind_all(const std::vector<sys::Address>& addresses, std::uint16_t port,
                              const BindOptions& options) {
  std::vector<sys::Fd> sockets;
  for (const sys::Address& address : addresses) {
    try {
      sockets.push_back(bound(with_port(address, port), options));
    } catch (const sys::Error& error) {
      if (!no_such_family(error, address, sockets.size())) throw;
      continue;
    }
    if (port == 0) port = sys::local_address(sockets.back().get()).port();
  }
  if (sockets.empty()) throw sys::Error(EAFNOSUPPORT, "bind " + addresses.front().text());
  return sockets;
}

}  // namespace

std::vector<sys::Fd> bind_sockets(std::uint16_t port, const BindOptions& options, Site at) {
  const std::vector<sys::Address> addresses = addresses_of(port, options);
  std::vector<sys::Fd> sockets;
  // The port that the kernel chose for one family may be taken in the other: then another.
  for (int tries = port == 0 ? 16 : 1; sockets.empty(); --tries) {
    try {
      sockets = bind_all(addresses, port, options);
    } catch (const sys::Error& error) {
      if (error.error() != EADDRINUSE || tries <= 1) throw;
    }
  }
  for (const sys::Fd& socket : sockets) {
    sys::listen(socket.get(), options.backlog, at);
    trace::name_descriptor(socket.get(), "listen");
    if (trace::on()) {
      trace::emit<trace::Kind::net_listen>(at, 0, f::fd(socket.get()), f::who(socket.get()),
                                           f::address(sys::local_address(socket.get()).text()));
    }
  }
  return sockets;
}

}  // namespace eyewall
