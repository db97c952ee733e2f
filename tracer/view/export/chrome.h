// The records of a Chrome Trace Event file, one by one.
//
// What: writes records such that no importer stumbles. Every time stamp is later than the one
//   before (nudged by a nanosecond where the trace's are equal); only the end of an arrow shares
//   that of the tiny slice that holds it. No slice ends where another begins: importers add times
//   as floating point numbers, and would find that they overlap. Slices are complete ("X"), for
//   there are importers that confuse the begins and ends of threads; so where a slice ends must be
//   known when it begins: the same calls are made twice, first to plan, then to write.
// For: perfetto.cc. Threads: one. Ownership: borrows trace, stream and plan.
// Source: the Trace Event Format, as Perfetto, chrome://tracing and the developer tools read it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export/text.h"
#include "read/trace.h"

namespace eyewall::exports {

class Chrome {
 public:
  /// Where slices end, by their numbers.
  struct End {
    std::int64_t time = 0;  // its stamp
    read::Seq event = 0;    // what ended it; 0: another slice did, or the end of the trace
  };
  using Plan = std::vector<End>;

  /// Plans: notes in `plan` where slices end, and writes nothing.
  Chrome(const read::Trace& trace, Plan& plan);
  /// Writes: the calls must be those that made the plan.
  Chrome(const read::Trace& trace, const Plan& plan, std::ostream& out);
  /// Closes the file. Nothing may follow.
  void finish();

  /// Names the process, or a thread of it, and its place among the others.
  void process(std::string_view name);
  void thread(std::uint32_t thread, std::string_view name);

  /// A slice of the event's thread begins with it, and gets a number.
  std::size_t begin(const read::Event& event, std::string_view name, std::string_view category);
  /// It ends. Those that began inside it have ended.
  void end(std::size_t slice, std::int64_t t, const read::Event* event);
  /// The event alone: a slice of a nanosecond.
  void point(const read::Event& event);
  /// The event alone: a mark.
  void instant(const read::Event& event, std::string_view name);

  /// An arrow to `effect` leaves the cause's event, which is the newest; or arrives.
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
  void stamp(std::int64_t t);
  bool open(char phase, std::uint32_t thread, std::int64_t t);
  void put_front(char phase, std::uint32_t thread);
  void put_time(std::string_view key, std::int64_t ns);
  void put_names(std::string_view name, std::string_view category);
  void put_args(const read::Event& event);
  void put_metadata(std::string_view what, std::uint32_t thread);
  void put_arrow(char phase, std::uint32_t thread, read::Seq effect);
  bool open_tiny(const read::Event& event);
  bool put_tiny(const read::Event& event, std::string_view what, read::Seq other);

  const read::Trace& trace_;
  const Plan& plan_;
  Plan* planned_ = nullptr;  // that is made; nullptr while writing
  std::optional<Text> out_;  // none while planning
  std::int64_t pid_;
  std::int64_t time_ = -1;   // nanoseconds; of the last record
  std::int64_t taken_ = -1;  // up to here there are stamps and ends of slices
  std::size_t slices_ = 0;   // that began
  bool first_ = true;
};

}  // namespace eyewall::exports
