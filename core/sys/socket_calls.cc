#include "sys/socket_calls.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <algorithm>
#include <cstring>

#include "sys/outcome.h"

namespace eyewall::sys {

Address::Address(const sockaddr* address, socklen_t size) : size_(size) {
  std::memcpy(&storage_, address, std::min<std::size_t>(size, sizeof storage_));
}

Address Address::numeric(const std::string& host, std::uint16_t port) {
  sockaddr_in v4{};
  if (host.find('\0') != std::string::npos) throw Error(EINVAL, "not a numeric address: " + host);
  if (::inet_pton(AF_INET, host.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    return {reinterpret_cast<const sockaddr*>(&v4), sizeof v4};
  }
  sockaddr_in6 v6{};
  if (::inet_pton(AF_INET6, host.c_str(), &v6.sin6_addr) != 1) {
    throw Error(EINVAL, "not a numeric address: " + host);
  }
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(port);
  return {reinterpret_cast<const sockaddr*>(&v6), sizeof v6};
}

std::uint16_t Address::port() const {
  if (family() == AF_INET) return ntohs(reinterpret_cast<const sockaddr_in*>(&storage_)->sin_port);
  if (family() == AF_INET6)
    return ntohs(reinterpret_cast<const sockaddr_in6*>(&storage_)->sin6_port);
  return 0;
}

std::string Address::text() const {
  char host[INET6_ADDRSTRLEN] = "";
  switch (family()) {
    case AF_INET:
      ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(&storage_)->sin_addr, host,
                  sizeof host);
      return std::string(host) + ":" + std::to_string(port());
    case AF_INET6:
      ::inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(&storage_)->sin6_addr, host,
                  sizeof host);
      return "[" + std::string(host) + "]:" + std::to_string(port());
    case AF_UNIX:
      return reinterpret_cast<const sockaddr_un*>(&storage_)->sun_path;
    default:
      return "address family " + std::to_string(family());
  }
}

Fd stream_socket(int family, Site at) {
  const Result result = outcome(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (trace::on()) {
    trace::emit<trace::Kind::sys_socket>(at, 0, f::result(result.value),
                                         f::error(error_name(result.error)));
  }
  return Fd(static_cast<int>(check(result, "socket")));
}

Result connect(int fd, const Address& address, Site at) {
  // Not restarted: after EINTR the kernel goes on connecting, and says so when asked again.
  const Result result = outcome(::connect(fd, address.get(), address.size()));
  if (trace::on()) {
    trace::emit<trace::Kind::sys_connect>(at, 0, f::fd(fd), f::who(fd), f::address(address.text()),
                                          f::result(result.value),
                                          f::error(error_name(result.error)));
  }
  return result;
}

int socket_error(int fd, Site at) {
  int error = 0;
  socklen_t size = sizeof error;
  const Result result = outcome(::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size));
  if (trace::on())
    trace_call("getsockopt(SO_ERROR)", fd, result.ok() ? Result{error, 0} : result, at);
  check(result, "getsockopt(SO_ERROR)");
  return error;
}

Result set_option(int fd, int level, int option, int value, Site at) {
  const Result result = outcome(::setsockopt(fd, level, option, &value, sizeof value));
  if (trace::on()) trace_call("setsockopt", fd, result, at);
  return result;
}

Result recv(int fd, std::span<char> out, Site at) {
  const Result result = restarted([&] { return ::recv(fd, out.data(), out.size(), 0); });
  if (trace::on()) {
    trace::emit<trace::Kind::sys_recv>(at, 0, f::fd(fd), f::who(fd), f::result(result.value),
                                       f::error(error_name(result.error)));
  }
  return result;
}

Result send(int fd, std::span<const char> data, Site at) {
  const Result result =
      restarted([&] { return ::send(fd, data.data(), data.size(), MSG_NOSIGNAL); });
  if (trace::on()) {
    trace::emit<trace::Kind::sys_send>(at, 0, f::fd(fd), f::who(fd), f::result(result.value),
                                       f::error(error_name(result.error)));
  }
  return result;
}

Result shutdown_write(int fd, Site at) {
  const Result result = outcome(::shutdown(fd, SHUT_WR));
  if (trace::on()) trace_call("shutdown", fd, result, at);
  return result;
}

void bind(int fd, const Address& address, Site at) {
  const Result result = outcome(::bind(fd, address.get(), address.size()));
  if (trace::on()) trace_call("bind", fd, result, at);
  check(result, ("bind " + address.text()).c_str());
}

void listen(int fd, int backlog, Site at) {
  const Result result = outcome(::listen(fd, backlog));
  if (trace::on()) trace_call("listen", fd, result, at);
  check(result, "listen");
}

Result accept(int fd, Address* peer, Site at) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  auto* const address = reinterpret_cast<sockaddr*>(&storage);
  const Result result =
      restarted([&] { return ::accept4(fd, address, &size, SOCK_NONBLOCK | SOCK_CLOEXEC); });
  if (trace::on()) {
    trace::emit<trace::Kind::sys_accept>(at, 0, f::fd(fd), f::result(result.value),
                                         f::error(error_name(result.error)));
  }
  if (result.ok() && peer != nullptr) *peer = Address(address, size);
  return result;
}

Address local_address(int fd) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  auto* const address = reinterpret_cast<sockaddr*>(&storage);
  check(outcome(::getsockname(fd, address, &size)), "getsockname");
  return {address, size};
}

}  // namespace eyewall::sys
