// The records of a Chrome Trace Event file, one by one.
//
// What: writes records such that no importer stumbles: every time stamp is later than the one
//   before (nudged by a nanosecond where the trace's are equal), only the end of an arrow shares
//   that of the tiny slice that holds it; no thread is 0; no colour names; units are "ns".
// For: perfetto.cc. Threads: one. Ownership: borrows the stream.
// Source: the Trace Event Format; what Perfetto and chrome://tracing make of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "export/text.h"
#include "read/trace.h"

namespace eyewall::exports {

class Chrome {
 public:
  /// Opens the file: its units, and the trace's own header under the key "eyewall".
  Chrome(std::ostream& out, const read::Trace& trace);
  /// Closes it. Nothing may follow.
  void finish();

  /// Names the process, or a thread of it, and its place among the others.
  void process(std::string_view name);
  void thread(std::uint32_t thread, std::string_view name);

  /// A slice of the event's thread begins with it, with its sentence, number and source line.
  void begin(const read::Event& event, std::string_view name, std::string_view category);
  /// The innermost slice of the thread ends. `event`: what ended it; nullptr: another slice did, or
  /// the end of the trace.
  void end(std::uint32_t thread, std::int64_t t, const read::Event* event);
  /// The event alone: a slice of a nanosecond.
  void point(const read::Event& event);
  /// The event alone: a mark.
  void instant(const read::Event& event, std::string_view name);

  /// An arrow from `cause` to `effect` leaves the cause's event, which is the newest; or arrives.
  void leave(const read::Event& cause, read::Seq effect);
  void arrive(const read::Event& effect);

  /// One object on its own track, from birth to end. No two objects have one number.
  struct Track {
    std::uint64_t number;
    std::string_view category;
    std::string_view name;
  };
  enum class Step : char { born = 'b', changed = 'n', ended = 'e' };
  /// `status`: what it is in now. A `changed` has the event's name.
  void track(Step step, const Track& track, const read::Event& event, std::string_view status);
  /// The trace ends, and the object is still there.
  void left_open(const Track& track, std::uint32_t thread, std::int64_t t, std::string_view status);

  void counter(std::string_view name, std::size_t value, const read::Event& event);

 private:
  void open(char phase, std::uint32_t thread);
  void stamp(std::int64_t t);
  void put_time();
  void put_args(const read::Event& event);
  void put_metadata(std::string_view what, std::uint32_t thread);
  void put_arrow(char phase, std::uint32_t thread, read::Seq effect);
  void put_tiny(const read::Event& event, std::string_view what, read::Seq other);
  void put_track(char phase, const Track& track, std::uint32_t thread);

  Text out_;
  std::int64_t pid_;
  std::int64_t time_ = -1;  // nanoseconds; of the last record
  bool first_ = true;
};

}  // namespace eyewall::exports
