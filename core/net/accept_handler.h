// AcceptHandler: accepts the connections of a listening socket, on the loop.
//
// What: accepts whatever waits, at most kAccepts a turn, and gives each connection to a callback.
//   What is wrong with one connection (it was aborted before it was accepted) is that one's. Out of
//   descriptors or memory, it accepts nothing for kPause, in which others may close: the kernel
//   keeps the connections that wait, and the loop does not spin.
// For: TCPServer.
// Threads: the loop's own.
// Ownership: the listening socket is lent. Accepts until it is destroyed, which its callback may
//   do. The loop outlives it.
// Errors: what the callback throws is the loop's to report; the next connections are accepted in
//   its next turn.
// Source: Tornado 3.1.1 netutil.add_accept_handler.
#pragma once

#include <memory>

#include "ioloop/ioloop.h"
#include "sys/socket_calls.h"

namespace eyewall {

/// Given each connection, which is non-blocking, and its peer's address.
using AcceptCallback = Function<void(sys::Fd connection, const sys::Address& peer)>;

class AcceptHandler {
 public:
  static constexpr int kAccepts = 128;
  static constexpr IOLoop::Duration kPause = std::chrono::milliseconds(100);

  AcceptHandler(AcceptHandler&& other) noexcept = default;
  AcceptHandler& operator=(AcceptHandler&& other) noexcept;
  ~AcceptHandler();

 private:
  friend AcceptHandler add_accept_handler(int, AcceptCallback, IOLoop&, Site);
  class State;
  explicit AcceptHandler(std::shared_ptr<State> state);

  std::shared_ptr<State> state_;  // the loop's handler and timer hold it too
};

/// Accepts from now on, for as long as the result lives.
[[nodiscard]] AcceptHandler add_accept_handler(int listening, AcceptCallback callback,
                                               IOLoop& io_loop = IOLoop::current(),
                                               Site at = Site::current());

}  // namespace eyewall
