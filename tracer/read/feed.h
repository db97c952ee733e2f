// The order of a trace's lines: header, events, footer; and what a cut leaves of the last one.
//
// What: takes a trace line by line, whole or streaming alike, and turns json::Bad into an Error
//   with its file and line.
// For: Trace and Stream. Threads: one feed, one thread.
// Ownership: as for EventParser: the caller keeps the lines and the arena.
// Source: ours; notes/trace-format.md, "A trace that is cut off".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "read/error.h"
#include "read/header.h"
#include "read/line.h"

namespace eyewall::read {

class Feed {
 public:
  enum class Got { nothing, header, event, footer };

  Feed(std::string name, Arena& arena, Keep keep) : name_(std::move(name)), parser_(arena, keep) {}

  /// Takes the next line, without its newline. Blank lines give nothing: a killed program leaves
  /// them. Throws Error. A line that merely ends too early is kept back: it is an error only if
  /// another object follows, and the place where the trace was cut off otherwise.
  Got take(std::string_view line);

  /// Looks at the beginning of a line whose end is still to come. Throws an Error where take()
  /// would throw one whatever comes, and where the line is too long: no memory for what is no
  /// trace.
  void look(std::string_view start) const;

  const Header& header() const { return header_; }
  const Event& event() const { return *event_; }  // the newest, until the next call of take()
  bool complete() const { return footer_; }
  bool torn() const { return torn_.has_value(); }
  std::size_t line() const { return line_; }  // number of the line that take() had last

 private:
  void refuse_longer(std::size_t size) const;
  Got sort(std::string_view line);
  void footer(std::string_view line);

  std::string name_;
  EventParser parser_;
  Header header_;
  const Event* event_ = nullptr;
  std::optional<Error> torn_;
  std::size_t line_ = 0;
  Seq last_ = 0;
  bool footer_ = false;
};

}  // namespace eyewall::read
