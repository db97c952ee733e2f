// Sockets: the system calls of streams, clients and servers.
//
// What: each call once, checked and traced (sys.*). Sockets are non-blocking and close-on-exec.
// For: iostream, net.
// Threads: the kernel's own rules.
// Ownership: returned Fd own; parameters lend.
// Source: Python's socket module, as Tornado 3.1.1's iostream.py and netutil.py use it.
#pragma once

#include <sys/socket.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "sys/fd.h"
#include "sys/result.h"
#include "trace/site.h"

namespace eyewall::sys {

using trace::Site;

/// A socket address of any family, as getaddrinfo gives it. family() is AF_INET, AF_INET6 or
/// AF_UNIX.
class Address {
 public:
  Address() = default;
  Address(const sockaddr* address, socklen_t size);
  /// A numeric IPv4 or IPv6 address with a port. Throws Error(EINVAL) for anything else.
  static Address numeric(const std::string& host, std::uint16_t port);

  int family() const { return storage_.ss_family; }
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage_); }
  socklen_t size() const { return size_; }
  /// Host byte order; 0 for families without ports.
  std::uint16_t port() const;
  /// "127.0.0.1:80", "[::1]:80", or the path of a Unix socket.
  std::string text() const;

 private:
  sockaddr_storage storage_{};
  socklen_t size_ = 0;
};

/// A new stream socket of that family. Throws Error.
Fd stream_socket(int family, Site at = Site::current());
/// Starts to connect. EINPROGRESS is the usual answer.
Result connect(int fd, const Address& address, Site at = Site::current());
/// The pending error of a socket (SO_ERROR); 0 when there is none. Throws Error when it cannot be
/// asked.
int socket_error(int fd, Site at = Site::current());
Result set_option(int fd, int level, int option, int value, Site at = Site::current());
/// Reads at most out.size() bytes; value 0: the peer has closed. EINTR is restarted.
Result recv(int fd, std::span<char> out, Site at = Site::current());
/// Writes what the kernel takes. EINTR is restarted; SIGPIPE is never raised.
Result send(int fd, std::span<const char> data, Site at = Site::current());
Result shutdown_write(int fd, Site at = Site::current());

/// Binds and listens. Throws Error with the address in its text.
void bind(int fd, const Address& address, Site at = Site::current());
void listen(int fd, int backlog, Site at = Site::current());
/// A new connection, non-blocking, close-on-exec; value is the descriptor, which the caller owns.
Result accept(int fd, Address* peer = nullptr, Site at = Site::current());
/// The address a socket is bound to. Throws Error.
Address local_address(int fd);

}  // namespace eyewall::sys
