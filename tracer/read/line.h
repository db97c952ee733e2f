// One line of a trace: header, event or footer.
//
// What: checks a line against the table of kinds and fields, and makes of it what it is.
// For: Trace and Stream. Threads: one parser, one thread.
// Ownership: events are views into the line, which the caller keeps, and into the caller's arena.
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

namespace eyewall::read {

/// Reads the first line of a trace. Bad where it is no header, or one of a newer major version.
Header parse_header(std::string_view line);

/// Whether a line is meant as the footer: its first key is "eyewall_end".
bool is_footer(std::string_view line);
/// Reads the footer: the number of events. Bad where it is none.
std::uint64_t parse_footer(std::string_view line);

class EventParser {
 public:
  explicit EventParser(Arena& arena) : arena_(arena) {}

  /// Reads an event. Bad where it is none, or where its number is not `expected`.
  Event parse(std::string_view line, Seq expected);

 private:
  bool frame(json::Cursor& in, std::string_view key);  // seq, t, kind, thread, cause, in, at
  void site(json::Cursor& in);
  void field(json::Cursor& in, std::string_view key, std::size_t from);
  Value value(json::Cursor& in, Field field);
  std::uint32_t mask(json::Cursor& in);
  std::string_view text(json::Cursor& in, json::Text text = json::Text::utf8);
  void once(const json::Cursor& in, unsigned bit);
  void check(Seq expected) const;

  Arena& arena_;
  Event event_;
  std::vector<Value> values_;
  std::uint64_t fields_seen_ = 0;
  unsigned frame_seen_ = 0;
  std::size_t key_at_ = 0;  // offset of the key that is being read
  std::size_t seq_at_ = 0;  // offsets of the numbers that are checked last
  std::size_t cause_at_ = 0;
  std::size_t in_at_ = 0;
};

}  // namespace eyewall::read
