// A child process as a learner's program is one: in a group of its own, limited, with pipes.
//
// What: descriptors that close themselves, pipes, and the fork. Between fork and exec nothing is
//   allocated, for other threads may hold the allocator's lock.
// For: child.cc alone. Threads: any. Ownership: as each says. Errors: std::system_error.
// Source: ours.
#pragma once

#include <sys/types.h>

#include <utility>

#include "exercise/child.h"

namespace eyewall::exercise {

/// A descriptor that is closed with it.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() { close(); }
  int get() const { return fd_; }
  bool open() const { return fd_ >= 0; }
  void close();

 private:
  int fd_;
};

/// Both ends are closed by exec.
struct Pipe {
  Pipe();
  Descriptor read;
  Descriptor write;
};

/// Starts the command: what it writes goes into the first two pipes, why it could not be run into
/// the third.
pid_t fork_child(const Command& command, const Limits& limits, const Pipe& output,
                 const Pipe& messages, const Pipe& trouble);

}  // namespace eyewall::exercise
