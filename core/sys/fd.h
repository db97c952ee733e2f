// An owned descriptor.
//
// What: closes its descriptor when destroyed. Move-only.
// For: everything in core that opens one.
// Threads: a value, used by one thread at a time.
// Ownership: the Fd owns the descriptor; get() lends it.
// Source: Python's socket and file objects, which close themselves.
#pragma once

#include <utility>

#include "trace/site.h"

namespace eyewall::sys {

class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    if (this != &other) {
      reset();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }
  ~Fd() { reset(); }

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  /// Closes the descriptor now, if there is one.
  void reset(trace::Site at = trace::Site::current());
  /// Gives the descriptor away; the caller closes it.
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_ = -1;
};

}  // namespace eyewall::sys
