// The limit, for server_bench.py: epoll, recv, send, and nothing else. Prints its port. Whatever is
// read ends in an empty line or is waited for; nothing of it is looked at.
#include "bare_loop.h"

#include <string_view>

namespace {

constexpr std::string_view kAnswer =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\nHello, world";

void answer(int fd) {
  std::array<char, 4096> request;
  const ssize_t got = ::recv(fd, request.data(), request.size(), 0);
  if (got <= 0) {
    ::close(fd);
    return;
  }
  const std::string_view text(request.data(), static_cast<std::size_t>(got));
  if (text.ends_with("\r\n\r\n")) ::send(fd, kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL);
}

}  // namespace

int main() {
  eyewall::bench::serve_bare(answer);
}
