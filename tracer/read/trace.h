// A whole trace in memory.
//
// What: loads a trace file and answers by number. A million events of 112 bytes a line load in a
//   fifth of a second, into little more memory than the file has bytes.
// For: every command and view but those that stream (read/stream.h).
// Threads: constant once loaded; any thread.
// Ownership: owns what its Events point to, and no more of the file; they die with it. Moving a
//   Trace leaves its Events valid.
// Source: ours; Tornado has no trace.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "read/arena.h"
#include "read/error.h"
#include "read/event.h"
#include "read/header.h"

namespace eyewall::read {

class Feed;
class Lines;

/// Is told, now and then, how many bytes of a file were read, and how many there are. What it
/// throws ends the loading.
using Progress = std::function<void(std::uint64_t done, std::uint64_t all)>;

class Trace {
 public:
  /// Reads the file at `path` ("-": standard input). Throws Error where it is not a trace of a
  /// version that this reader knows. A trace that is cut off, anywhere, is no error: see
  /// complete().
  static Trace load(const std::string& path, const Progress& progress = {});
  /// The same for a text in memory; `name` stands for the file in errors.
  static Trace parse(std::string text, std::string name = "trace");

  const std::string& path() const { return path_; }
  const Header& header() const { return header_; }
  const std::vector<Event>& events() const { return events_; }
  /// The event of that number; nullptr for 0 and for a number that the trace does not have.
  const Event* by_seq(Seq seq) const;
  /// Whether the footer is there: the program ended its trace itself. False: killed, or cut off.
  bool complete() const { return complete_; }
  /// Whether the last line was cut off in its middle (complete() is false then, too).
  bool torn() const { return torn_; }

 private:
  Trace() = default;
  void take(Lines& lines, Feed& feed, const Progress& progress);

  std::string path_;
  Arena arena_;  // events point into it
  Header header_;
  std::vector<Event> events_;
  bool complete_ = false;
  bool torn_ = false;
};

}  // namespace eyewall::read
