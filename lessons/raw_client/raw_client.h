// RawClient: a plain socket in a browser's place, which does only what a lesson tells it.
//
// What: connects, asks, and says what has come by now. It has no loop, so nothing of it is in the
//   trace but its system calls; what it sends is there at once, for it is on this machine.
// For: lessons 10 to 14, from timeouts of a Pace.
// Threads: the loop's own. Ownership: owns its socket.
// Errors: sys::Error.
// Source: ours; the recorder of Tornado's orders had the like.
#pragma once

#include <string>
#include <string_view>

#include "sys/fd.h"

namespace eyewall::lesson {

class RawClient {
 public:
  /// Connects to that port of this machine.
  explicit RawClient(std::uint16_t port);

  void send(std::string_view bytes) const;
  void get(std::string_view path) const;
  /// body: of a form.
  void post(std::string_view path, std::string_view body) const;
  /// What has come and was not taken before; "" for nothing yet.
  std::string take() const;
  /// Of what take() gives, the body only.
  std::string take_body() const;
  void leave() { socket_.reset(); }

 private:
  sys::Fd socket_;
};

}  // namespace eyewall::lesson
