// Text in a trace's file, forwards and backwards.
//
// What: finds lines that hold a text, byte for byte as the file has it, at a gigabyte a second and
//   with a piece of the file in memory; and the line of an event.
// For: `eyewall grep`, and / in the players. It needs no Trace, and no Trace needs to hold its
// text. Threads: one at a time. Ownership: owns the file; a Line owns its text. Errors: Error. What
// is found need not be an event: header, footer and pieces of lines have seq 0. Source: ours;
// Tornado has no trace.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "read/window.h"
#include "trace/sink.h"

namespace eyewall::read {

struct Line {
  std::uint64_t begin = 0;  // place of its first byte in the file
  std::uint64_t end = 0;    // place where the next line begins
  trace::Seq seq = 0;       // number of the event; 0: the line is none
  std::string text;         // without the newline
};

class Search {
 public:
  /// Opens the regular file `path`. Throws Error.
  explicit Search(const std::string& path) : window_(path) {}

  std::uint64_t size() const { return window_.size(); }
  /// The first line that holds `text` at or behind the place `from`. Behind a line that was found:
  /// its `end`.
  std::optional<Line> next(std::string_view text, std::uint64_t from);
  /// The last line that holds `text` wholly before the place `to`. Before a line that was found:
  /// its `begin`.
  std::optional<Line> previous(std::string_view text, std::uint64_t to);
  /// The line of an event, by halving: a few pieces are read, however long the file is.
  std::optional<Line> event(trace::Seq seq);

 private:
  Line line_at(std::uint64_t place);
  std::uint64_t begin_of(std::uint64_t place);
  std::uint64_t end_of(std::uint64_t place);
  std::uint64_t begin_behind(std::uint64_t place);
  std::optional<Line> next_event(std::uint64_t from, std::uint64_t to);

  Window window_;
};

}  // namespace eyewall::read
