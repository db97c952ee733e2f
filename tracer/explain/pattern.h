// A pattern over events: which events of a trace are a given step.
//
// What: a line of text such as "again poll.event events=READ who!=waker*", parsed once.
//   pattern   = ["first" | "again"] clause {("in" | "under") clause}
//   clause    = KIND{|KIND} {condition}
//   condition = FIELD (it is there)  or  FIELD=VALUE{|VALUE}  or  FIELD!=VALUE{|VALUE}
//   A value is a number, true or false, READ WRITE ERR HUP (that one is among the events), or a
//   text; a text that ends in * matches all that begin so. "in": the event that encloses it
//   directly. "under": the nearest enclosing event of that kind. "first" is the first event for
//   which the rest holds, "again" every later one.
// For: script.h.
// Threads: constant once made; any thread. Ownership: owns its texts.
// Source: ours; Tornado has no trace.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "read/trace.h"

namespace eyewall::explain {

/// A pattern that cannot be read; says which word and why.
class PatternError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

class Pattern {
 public:
  enum class Hit : std::uint8_t { every, first, again };

  /// Throws PatternError: an unknown kind, field or value, or a clause without a kind.
  explicit Pattern(std::string_view text);

  /// The kinds that the event itself may have.
  const std::vector<trace::Kind>& kinds() const { return clauses_.front().kinds; }
  Hit hit() const { return hit_; }
  /// Whether all but first and again holds for the event.
  bool matches(const read::Trace& trace, const read::Event& event) const;

 private:
  enum class Reach : std::uint8_t { itself, in, under };
  struct Condition {
    trace::Field field{};
    bool present = false;  // only asks whether the field is there
    bool wanted = true;    // false for !=
    std::vector<std::string> values;
    std::vector<std::int64_t> numbers;  // values of a field that is no text

    bool holds(const read::Event& event) const;
    bool any(const read::Event& event) const;
  };
  struct Clause {
    Reach reach = Reach::itself;
    std::vector<trace::Kind> kinds;
    std::vector<Condition> conditions;

    bool of_kind(const read::Event& event) const;
    bool holds(const read::Event& event) const;
  };

  static Condition condition(std::string_view word);
  static std::vector<trace::Kind> kinds_in(std::string_view word);

  Hit hit_ = Hit::every;
  std::vector<Clause> clauses_;
};

}  // namespace eyewall::explain
