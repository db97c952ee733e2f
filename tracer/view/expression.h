// Expressions over a state: what can be watched, printed, and asked of a breakpoint.
//
// What: a line of text such as "future 5", "ready > 3" or "fd 7.ready == READ && turn >= 2", parsed
//   once, and read off any State.
//   expression = term {"&&" term}
//   term       = reading [OP literal]          OP: == != < <= > >=
//   reading    = NAME [N] [.DETAIL]            readings() lists them; event.FIELD is any field
//   literal    = a number (12, 12.5ms), a word, "a text" or none; a word that ends in * stands for
//                all that begin so; READ, of several descriptor events, for that one among them
// For: watch, last, condition and print, in both players. Threads: constant once made; any thread.
// Ownership: owns its texts. Source: ours; gdb has watch and condition.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "model/state.h"

namespace eyewall::view {

/// An expression that cannot be read; says what is wrong with it.
class ExpressionError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// What is read off a state. None: there is no such object, or it has no such thing, by then.
struct Reading {
  enum class Sort : std::uint8_t { none, number, text, mask };
  Sort sort = Sort::none;
  std::int64_t number = 0;  // of a mask: epoll's bits
  std::string text;

  static Reading of(std::int64_t number) { return {Sort::number, number, {}}; }
  static Reading of(std::string_view text) { return {Sort::text, 0, std::string(text)}; }
  static Reading mask(std::uint32_t bits) { return {Sort::mask, bits, {}}; }
  bool operator==(const Reading&) const = default;
};
/// "none", "7", "pending", "READ|HUP".
std::string to_string(const Reading& reading);

struct ReadingInfo {
  std::string_view name;  // "turn"; "future.waiters", which is said as "future N.waiters"
  bool numbered;          // an object's number belongs to it
  std::string_view what;  // one line
  Reading (*read)(const model::State& state, model::Id id);
};
/// Every reading but event.FIELD, in the order in which they are listed.
std::span<const ReadingInfo> readings();

class Expression {
 public:
  /// Throws ExpressionError.
  explicit Expression(std::string_view text);

  const std::string& text() const { return text_; }
  /// A lone reading's value; of anything else "true" or "false".
  Reading read(const model::State& state) const;
  /// Whether it is true: every term is. A lone reading is when it is there, and is not 0.
  bool holds(const model::State& state) const;

 private:
  enum class Op : std::uint8_t { none, eq, ne, lt, le, gt, ge };
  struct Term {
    const ReadingInfo* info = nullptr;  // nullptr: a field of the event
    std::optional<trace::Field> field;
    model::Id id = 0;
    Op op = Op::none;
    Reading literal;

    Reading read(const model::State& state) const;
    bool holds(const model::State& state) const;
  };

  static Term term(std::string_view text);
  static void reading(Term& term, std::string_view text);
  static Reading literal(std::string_view text);

  std::string text_;
  std::vector<Term> terms_;
};

/// Nanoseconds of "12.5ms", "3us", "1s", "40ns"; nothing where it is no time. `unit` is that of a
/// bare number; empty: a bare number is no time.
std::optional<std::int64_t> nanoseconds_in(std::string_view text, std::string_view unit);

}  // namespace eyewall::view
