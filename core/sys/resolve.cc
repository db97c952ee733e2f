#include "sys/resolve.h"

#include <netdb.h>

#include <memory>

#include "sys/outcome.h"

namespace eyewall::sys {

ResolveError::ResolveError(int code, const std::string& host)
    : std::runtime_error("cannot resolve " + host + ": " + ::gai_strerror(code)), code_(code) {}

std::vector<Address> getaddrinfo(const std::string& host, std::uint16_t port, int family,
                                 bool passive, Site at) {
  addrinfo hints{};
  hints.ai_family = family;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = passive ? AI_PASSIVE : 0;
  addrinfo* found = nullptr;
  const int code = ::getaddrinfo(host.empty() ? nullptr : host.c_str(),
                                 std::to_string(port).c_str(), &hints, &found);
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, ::freeaddrinfo);
  std::vector<Address> addresses;
  for (const addrinfo* info = code == 0 ? found : nullptr; info != nullptr; info = info->ai_next) {
    addresses.emplace_back(info->ai_addr, info->ai_addrlen);
  }
  if (trace::on()) {
    const std::string_view asked = host.empty() ? "*" : std::string_view(host);  // any
    trace::emit<trace::Kind::sys_getaddrinfo>(at, 0, f::host(asked),
                                              f::count(static_cast<int>(addresses.size())),
                                              f::error(code == 0 ? "" : ::gai_strerror(code)));
  }
  if (code != 0) throw ResolveError(code, host);
  return addresses;
}

}  // namespace eyewall::sys
