// One event of a trace, as it was read.
//
// What: a light view (about a hundred bytes): numbers by value, texts as views into the trace's
//   memory.
// For: every view and command; nothing else in tracer/ looks at JSON.
// Threads: constant data once read; any thread.
// Ownership: the Trace (or, while streaming, the Stream) owns the memory behind the views and
//   outlives it.
// Source: ours; Tornado has no trace.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "trace/kind.h"
#include "trace/sink.h"

namespace eyewall::read {

using trace::Field;
using trace::Seq;

/// A trace nests less: a walk outwards along Event::in ends here, so that a trace that was made up
/// cannot hold us up.
inline constexpr int kDeepestNesting = 1000;

/// One field of an event, in 16 bytes.
class Value {
 public:
  static Value number(Field field, std::int64_t value);
  static Value string(Field field, std::string_view value);
  /// A field that this version does not know: `pair` is its JSON text, `"key":value`.
  static Value unknown(std::string_view pair);

  bool known() const { return known_; }
  Field field() const { return field_; }                        // known() only
  std::int64_t integer() const { return text_ ? 0 : number_; }  // Int, Id, Bool, Mask
  std::string_view text() const { return text_ ? view() : std::string_view(); }  // Str, Bytes, Who
  std::string_view name() const;                                                 // the JSON key
  std::string json() const;  // the JSON text of the value

 private:
  std::string_view view() const { return {data_, size_}; }

  std::uint32_t size_ = 0;
  Field field_{};
  bool known_ = true;
  bool text_ = false;
  union {
    std::int64_t number_ = 0;
    const char* data_;
  };
};
static_assert(sizeof(Value) == 16);

struct Event {
  Seq seq = 0;                      // from 1, without gaps
  std::int64_t t = 0;               // nanoseconds since the trace's start
  Seq cause = 0;                    // the event that scheduled or produced this one; 0: none
  Seq in = 0;                       // the begin event that encloses this one; 0: none
  std::string_view file;            // source file that acted; empty: not told
  std::string_view kind_name;       // "poll.event", also of a kind that this version does not know
  std::uint32_t line = 0;           // source line
  std::uint32_t thread = 0;         // 0: the loop's own
  std::optional<trace::Kind> kind;  // empty: a kind that this version does not know
  std::span<const Value> values;    // the other fields, in the order of the file

  bool is(trace::Kind wanted) const { return kind == wanted; }
  bool has(Field field) const { return find(field) != nullptr; }
  /// Value of an Int or Id field; 0 when it is absent.
  std::int64_t integer(Field field) const;
  /// Value of a Str, Bytes (the raw payload bytes) or Who field; empty when it is absent.
  std::string_view text(Field field) const;
  /// Value of a Mask field, as epoll bits; 0 when it is absent.
  std::uint32_t mask(Field field) const { return static_cast<std::uint32_t>(integer(field)); }
  /// Value of a Bool field; false when it is absent.
  bool flag(Field field) const { return integer(field) != 0; }

  /// The level that shows it; syscall (the finest) for an unknown kind.
  trace::Level level() const;
  trace::Shape shape() const;

 private:
  const Value* find(Field field) const;
};

/// "READ|ERR|HUP"; "0" for no event at all.
std::string mask_text(std::uint32_t events);

/// Text that may be shown on a terminal and not steer it: escaped as in JSON, without quotes.
/// Control characters are, those of U+0080 to U+009F as well.
std::string printable(std::string_view text);

/// A value as a person reads it: 7, on_headers, READ|HUP, "HTTP/1.1 200 OK\r\n" (payload, quoted).
std::string display(const Value& value);

}  // namespace eyewall::read
