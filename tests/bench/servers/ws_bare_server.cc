// The limit, for websocket_bench.py: epoll, recv, unmask, send, and nothing else. Prints its port.
// It takes whatever is read for one short frame, and any request for a handshake.
#include "bare_loop.h"

#include <string_view>

namespace {

constexpr std::string_view kAccepted =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

// The frame without its key, and the payload unmasked, in place.
std::string_view echo_of(char* frame, std::size_t size) {
  for (std::size_t i = 6; i < size; ++i)
    frame[i] = static_cast<char>(frame[i] ^ frame[2 + (i - 6) % 4]);
  frame[4] = frame[0];
  frame[5] = static_cast<char>(frame[1] & 0x7f);
  return {frame + 4, size - 4};
}

void answer(int fd) {
  std::array<char, 4096> bytes;
  const ssize_t got = ::recv(fd, bytes.data(), bytes.size(), 0);
  if (got <= 0) {
    ::close(fd);
    return;
  }
  const auto size = static_cast<std::size_t>(got);
  const std::string_view sent = bytes[0] == 'G' ? kAccepted : echo_of(bytes.data(), size);
  ::send(fd, sent.data(), sent.size(), MSG_NOSIGNAL);
}

}  // namespace

int main() {
  eyewall::bench::serve_bare(answer);
}
