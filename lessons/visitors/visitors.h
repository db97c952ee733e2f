// Clients of a lesson's server: they follow a script, one after another, on real sockets.
//
// What: Visitors reads the program's options (--port N) and makes the loop. Without a port each
//   visitor connects, asks, reads its answer and goes, a step whenever the server would wait with
//   nothing ready; so a run is the same on every machine. The last one's going ends the loop. With
//   a port nobody comes but whom you send: a browser, curl.
// For: the programs of lessons from the server on.
// Threads: the main one: server and visitors share it.
// Ownership: owns the loop, which is IOLoop::instance() while the Visitors live.
// Errors: a wrong option ends the program with code 2; a visitor that gets no answer, with 1.
// Source: ours; the steps are the `client` of the golden lines of Tornado 3.1.1's server.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ioloop/ioloop.h"

namespace eyewall::lesson {

/// One client, with one request: sent at the first of the moments that is set.
struct Visit {
  std::string name;
  std::string at_once = {};        // together with the connection
  std::string at_breakpoint = {};  // while Visitors::meanwhile() is called
  std::string later = {};          // when the server waits for it
};

class Visitors {
 public:
  Visitors(int argc, char** argv);
  ~Visitors();

  /// Where to listen; 0: at any port.
  std::uint16_t port() const { return port_; }
  /// They come in this order, once the loop runs. Does nothing when there is a port.
  void come(std::uint16_t port, std::vector<Visit> visits);
  /// What goes on outside while the program stands still, as at a breakpoint.
  void meanwhile();

 private:
  class Script;

  std::uint16_t port_ = 0;
  Script* script_ = nullptr;  // the loop's poller; null: it is a plain one
  std::unique_ptr<IOLoop> loop_;
};

}  // namespace eyewall::lesson
