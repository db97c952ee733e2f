// One line of a trace: header, event or footer.
//
// What: checks a line against the table of kinds and fields, and makes of it what it is.
// For: Trace and Stream. Threads: one parser, one thread.
// Ownership: events are views into the caller's arena; those of a parser that does not keep also
// into
//   the line.
// Errors: json::Bad, with an offset into the line.
// Source: ours; notes/trace-format.md is the format's reference.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "read/arena.h"
#include "read/event.h"
#include "read/header.h"
#include "read/json.h"
#include "read/names.h"

namespace eyewall::read {

/// Reads the first line of a trace. Bad where it is no header, or one of a newer major version.
Header parse_header(std::string_view line);

/// Whether a line is meant as the footer: its first key is "eyewall_end".
bool is_footer(std::string_view line);
/// Reads the footer: the number of events. Bad where it is none.
std::uint64_t parse_footer(std::string_view line);

/// The line without what a crash of the machine, rather than of the program, leaves at its end.
std::string_view without_nuls(std::string_view line);
/// The number of the event that a line is; 0 where it is none, or none that can be read.
Seq seq_of(std::string_view line);

/// Whether what is read outlives its line.
enum class Keep : bool { no, yes };

class EventParser {
 public:
  EventParser(Arena& arena, Keep keep) : arena_(arena), keep_(keep == Keep::yes) {}

  /// Reads an event. Bad where it is none, or where its number is not `expected`. The event is good
  /// until the next call.
  const Event& parse(std::string_view line, Seq expected);

 private:
  void clear();
  void entry(json::Cursor& in);
  void frame(json::Cursor& in, Frame part);
  void kind(json::Cursor& in);
  void site(json::Cursor& in);
  void field(json::Cursor& in, Field field);
  void unknown(json::Cursor& in);
  Value value(json::Cursor& in, Field field);
  std::uint32_t mask(json::Cursor& in);
  std::string_view text(json::Cursor& in, json::Text text = json::Text::utf8);
  std::string_view kept(std::string_view text, bool in_line);
  void once(const json::Cursor& in, std::uint64_t& seen, unsigned bit) const;
  void check(Seq expected) const;

  Arena& arena_;
  bool keep_;
  Event event_;
  std::vector<Value> values_;
  std::uint64_t fields_seen_ = 0;
  std::uint64_t frame_seen_ = 0;
  std::size_t usual_ = 0;   // how many keys have come as the encoder writes them
  std::size_t key_at_ = 0;  // offset of the key that is being read
  std::size_t seq_at_ = 0;  // offsets of the numbers that are checked last
  std::size_t cause_at_ = 0;
  std::size_t in_at_ = 0;
};

}  // namespace eyewall::read
