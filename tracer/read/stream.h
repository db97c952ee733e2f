// A trace read event by event, in memory for one event.
//
// What: for traces larger than memory, and for pipes. For: dump and info.
// Threads: one stream, one thread.
// Ownership: the event and the line are good until the next call of next().
// Source: ours; Tornado has no trace.
#pragma once

#include <string>
#include <string_view>

#include "read/arena.h"
#include "read/feed.h"
#include "read/lines.h"

namespace eyewall::read {

class Stream {
 public:
  /// Opens `path` ("-": standard input) and reads as far as the header. Throws Error.
  explicit Stream(const std::string& path);
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  /// Reads the next event; false behind the last. Throws Error.
  bool next();

  const Header& header() const { return feed_.header(); }  // version 0: cut off before its end
  const Event& event() const { return feed_.event(); }
  std::string_view line() const {
    return lines_.line();
  }                                                   // the event's JSON, as it stands in the file
  bool complete() const { return feed_.complete(); }  // as Trace's, once next() was false
  bool torn() const { return feed_.torn(); }

 private:
  Feed::Got advance();

  Arena arena_;
  Feed feed_;
  Lines lines_;
};

}  // namespace eyewall::read
