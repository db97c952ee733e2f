// Ways out: a trace in the format of another tool.
//
// What: the table of formats, and what they share: options, and where the text goes. A format is a
//   row of the table in export.cc and a function write_NAME in a file of its own.
// For: the command `eyewall export`. Threads: one export, one thread.
// Ownership: a format borrows trace, options and output for the one call.
// Source: ours.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/trace.h"

namespace eyewall::exports {

struct Options {
  /// The finest events that are wanted; empty: what the format finds best.
  std::optional<trace::Level> level;
  /// The first and the last event that are wanted; empty: the trace's own.
  std::optional<trace::Seq> first = std::nullopt;
  std::optional<trace::Seq> last = std::nullopt;
  /// Folders in which a relative source file is looked for, in this order.
  std::vector<std::string> roots;
  /// Told now and then how many events are written. May throw: that ends the export. May be empty.
  std::function<void(std::size_t events)> progress;
};

/// Where an export goes: one text, or several where a format has limits.
class Output {
 public:
  virtual ~Output() = default;
  /// Ends the part before, and gives the stream of part `number` (from 1, in order) of `count`.
  virtual std::ostream& part(std::size_t number, std::size_t count) = 0;
};

/// Writes every part, the first one at least. A trace without events gives a valid, empty export.
using Write = void (*)(const read::Trace& trace, const Options& options, Output& output);

struct Format {
  std::string_view name;  // the word behind --to
  std::string_view what;  // one line for --help
  Write write;
  bool leveled = false;  // it can leave out what is finer than Options::level
  bool ranged = false;   // it can leave out what is before Options::first and after Options::last
};

/// Every format, in the order of --help.
std::span<const Format> formats();
/// The format of that name; nullptr where there is none.
const Format* format_named(std::string_view name);

/// Writes all of it into one stream. A format of several parts puts a line in front of each,
/// "%% part K of N".
void export_to(const Format& format, const read::Trace& trace, const Options& options,
               std::ostream& out);

/// Calls Options::progress now and then: a format steps once an event, each time it passes them.
class Progress {
 public:
  explicit Progress(const Options& options, std::size_t passes = 1)
      : tell_(options.progress), passes_(passes) {}
  void step() {
    if (++done_ % kInterval == 0 && tell_) tell_(done_ / passes_);
  }

 private:
  static constexpr std::size_t kInterval = 8192;
  const std::function<void(std::size_t)>& tell_;
  std::size_t passes_;
  std::size_t done_ = 0;
};

}  // namespace eyewall::exports
