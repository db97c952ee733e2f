// Descriptors that are always readable.
//
// What: N socket pairs; one end has bytes to read, one is read at a time.
// For: dispatch_bench. Threads: one. Ownership: owns the descriptors.
#pragma once

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <utility>
#include <vector>

namespace eyewall::bench {

class SocketPairs {
 public:
  explicit SocketPairs(std::size_t count) : pairs_(count), filler_(kBytes, 'x') {
    for (auto& [reader, writer] : pairs_) {
      int fds[2];
      if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds) != 0)
        std::abort();
      reader = fds[0];
      writer = fds[1];
    }
  }
  ~SocketPairs() {
    for (const auto& [reader, writer] : pairs_) {
      ::close(reader);
      ::close(writer);
    }
  }
  SocketPairs(const SocketPairs&) = delete;
  SocketPairs& operator=(const SocketPairs&) = delete;

  std::size_t size() const { return pairs_.size(); }
  int reader(std::size_t i) const { return pairs_[i].first; }

  /// Reads what is left and gives each descriptor kBytes bytes to read.
  void fill() {
    for (const auto& [reader, writer] : pairs_) {
      char rest[4096];
      while (::recv(reader, rest, sizeof rest, 0) > 0) {
      }
      if (::send(writer, filler_.data(), kBytes, 0) != static_cast<ssize_t>(kBytes)) std::abort();
    }
  }
  static constexpr std::size_t kBytes = 4096;

  /// What every handler does: reads one byte.
  static void read_one(int fd) {
    char byte;
    if (::recv(fd, &byte, 1, 0) != 1) std::abort();
  }

 private:
  std::vector<std::pair<int, int>> pairs_;
  std::vector<char> filler_;
};

}  // namespace eyewall::bench
