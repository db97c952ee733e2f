// What every lesson's program begins with: who answers it.
//
// What: Setup reads the program's options (--peer FILE, --url URL) and makes the loop: with a
// scripted peer by
//   default, so that a run is the same on every machine; with the real network for a --url.
// For: the lessons' programs.
// Threads: the main thread.
// Ownership: owns peer, clock and loop; the loop is IOLoop::instance() while the Setup lives.
// Errors: an option or a script that is wrong: a message on standard error, and the program ends
// with code 2.
#pragma once

#include <memory>
#include <string>

#include "ioloop/ioloop.h"
#include "net/scripted_peer.h"

namespace eyewall::lesson {

class Setup {
 public:
  /// default_peer: the script's file when neither option is given.
  Setup(int argc, char** argv, const std::string& default_peer);
  ~Setup();

  /// What to fetch: the scripted peer's address, or the --url.
  const std::string& url() const { return url_; }

 private:
  void follow_script(const std::string& file);

  ScriptedClock clock_;
  std::unique_ptr<ScriptedPeer> peer_;
  std::unique_ptr<IOLoop> loop_;
  std::string url_;
};

/// The packets of a script: the first line of the file is a JSON object, whose `packets` is a list
/// of strings (one byte for each character up to U+00FF) and null (close). Throws
/// std::runtime_error.
std::vector<Packet> read_script(const std::string& file);

}  // namespace eyewall::lesson
