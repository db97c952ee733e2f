// The line player: a trace, step by step, forwards and backwards.
//
// What: a position in a trace, moved by commands; each answer is text. It needs no terminal.
// For: the command `eyewall replay`. Threads: one at a time.
// Ownership: borrows the trace and the stream, which outlive it.
// Source: ours; Tornado has no trace.
#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "read/trace.h"
#include "view/command.h"
#include "view/source.h"

namespace eyewall::view {

class Player {
 public:
  /// Stands at the first event. Throws std::invalid_argument for a trace without events.
  Player(const read::Trace& trace, Source source, std::ostream& out);

  /// "(33% 17/51) "
  std::string prompt() const;
  /// Obeys one command; a blank one repeats the last. False: it was quit.
  /// Throws std::invalid_argument for what is no command, and for a place outside the trace.
  bool run(std::string_view text);
  /// Shows the event at which it stands, in one line.
  void show() const { show(at_); }

 private:
  const read::Event& event(std::size_t index) const { return trace_.events()[index]; }
  std::size_t last() const { return trace_.events().size() - 1; }
  void step(std::uint64_t count);
  void back(std::uint64_t count);
  std::size_t index_of(std::uint64_t seq) const;
  void show(std::size_t index) const;
  void print(const read::Event& event);
  void print_link(std::string_view label, read::Seq seq);
  void print_site(const read::Event& event);
  void print_row(std::string_view label, std::string_view text);
  void list(std::uint64_t count);
  void help();

  const read::Trace& trace_;
  Source source_;
  std::ostream& out_;
  std::vector<unsigned> depths_;
  std::size_t at_ = 0;  // index of the event at which it stands
  std::optional<Command> repeated_;
};

}  // namespace eyewall::view
