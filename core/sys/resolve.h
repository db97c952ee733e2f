// getaddrinfo: names to addresses. Blocks, as long as the name service takes.
//
// What: one call, checked and traced (sys.getaddrinfo).
// For: net's resolvers, which decide on which thread it may block.
// Threads: any thread.
// Source: Python's socket.getaddrinfo, as Tornado 3.1.1's netutil.ExecutorResolver.resolve uses it.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "sys/socket_calls.h"

namespace eyewall::sys {

/// The name service's answer "no": code is an EAI_* value.
class ResolveError : public std::runtime_error {
 public:
  ResolveError(int code, const std::string& host);
  int code() const { return code_; }

 private:
  int code_;
};

/// Addresses of host for stream sockets, in the order of the name service; family AF_UNSPEC,
/// AF_INET or AF_INET6. passive: for bind, where an empty host means every interface. Throws
/// ResolveError.
std::vector<Address> getaddrinfo(const std::string& host, std::uint16_t port, int family,
                                 bool passive = false, Site at = Site::current());

}  // namespace eyewall::sys
