// A server that follows a script: what stands in for the network in lessons and tests.
//
// What: ScriptedPeer listens on a real socket and sends a list of packets; ScriptedPoller is a real
// epoll that
//   lets the peer act whenever the loop would wait with nothing ready. So each packet is sent when
//   the client has taken the one before and has nothing left to do, and a run is the same on every
//   machine.
// For: lessons, tests; never a program.
// Threads: the loop's own: peer and client share it.
// Ownership: the poller owns neither peer nor clock; both outlive the loop.
// Source: ours, for the determinism of lessons; the script is the `packets` of a golden line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ioloop/poller.h"
#include "net/listening_socket.h"

namespace eyewall {

/// A packet to send, or nothing: close the connection.
using Packet = std::optional<std::string>;

class ScriptedPeer {
 public:
  explicit ScriptedPeer(std::vector<Packet> packets);
  ~ScriptedPeer();
  ScriptedPeer(const ScriptedPeer&) = delete;
  ScriptedPeer& operator=(const ScriptedPeer&) = delete;

  std::uint16_t port() const { return listener_.port(); }

  enum class Step {
    accepted,  // a connection; nothing for the client to see
    sent,      // something is on its way to the client
    waiting,   // the client's request is not complete yet
    done,      // the script has ended
  };
  /// Accepts, takes the request, or sends the next packet: whichever comes next.
  Step advance();

 private:
  bool accept();
  void take_request();
  Step send_next();

  ListeningSocket listener_;
  sys::Fd connection_;
  std::vector<Packet> packets_;
  std::size_t next_ = 0;  // the packet to send
  std::size_t sent_ = 0;  // bytes of it that the kernel has taken
  std::string request_;   // what came on this connection
};

/// The machine's clock, but that it can be put forward.
class ScriptedClock final : public sys::Clock {
 public:
  sys::TimePoint now() const override { return sys::monotonic_clock().now() + skipped_; }
  void skip(sys::Duration duration) { skipped_ += duration; }

 private:
  sys::Duration skipped_{0};
};

class ScriptedPoller final : public EpollPoller {
 public:
  ScriptedPoller(ScriptedPeer& peer, ScriptedClock& clock) : peer_(peer), clock_(clock) {}
  /// Once the script has ended, or the client has nothing to say, time passes at once: the clock
  /// skips the timeout instead of waiting.
  int poll(std::span<epoll_event> out, sys::Duration timeout) override;

 private:
  ScriptedPeer& peer_;
  ScriptedClock& clock_;
};

}  // namespace eyewall
