// A pattern over events: which events of a trace are meant. This comment is the language's
// reference.
//
// What: a line of text, parsed once. Long, as in "again poll.event events=READ who!=waker*", or
//   short, as in "poll.event:fd=7,events=READ"; the two may be mixed.
//   pattern    = ["first" | "again"] clause {("in" | "under") clause}
//   clause     = what {"|" what} [":" conditions] {conditions}  or  conditions, of any event
//   what       = KIND  or  FILE  or  FILE:LINE
//   conditions = condition {"," condition}
//   condition  = FIELD (it is there)  or  FIELD=VALUE{|VALUE}  or  FIELD!=VALUE{|VALUE}
//                or  FIELD<NUMBER, and the same with  <=  >  >=
//   KIND: of kinds.def; "poll.*" are those that begin so, "*" is every event. FILE: the end of the
//   source file's path, by whole components: "runner.cc:91", "core/gen/*.cc", "*.cc:42".
//   FIELD: of fields.def, or seq, t, thread, cause, in or at, which every event has ("at" compares
//   as FILE and FILE:LINE do). VALUE: a number, true or false, READ WRITE ERR HUP (that one is
//   among the events), or a text. In texts, kinds and files "*" stands for any text and "?" for one
//   character, unless quoted: name="a, b*". Quotes are "" or ''; a backslash in them takes the next
//   character as it is. A quoted kind may be one that this version does not know.
//   "in": the event that encloses it directly. "under": the nearest enclosing event that is what
//   the clause says, conditions aside. "first": the first event for which the rest holds; "again":
//   every later one.
// For: script.h, breakpoints of the players, `eyewall grep`.
// Threads: constant once made; any thread. Ownership: owns its texts.
// Source: ours; Tornado has no trace.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "explain/glob.h"
#include "read/trace.h"

namespace eyewall::explain {

/// A pattern that cannot be read; says which word and why, and what could be meant.
class PatternError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// Where "in" and "under" find the events that enclose one: a Trace has them all, scopes.h those
/// that are open.
class Enclosing {
 public:
  virtual ~Enclosing() = default;
  virtual const read::Event* by_seq(trace::Seq seq) const = 0;
};

class Pattern {
 public:
  enum class Hit : std::uint8_t { every, first, again };

  /// Throws PatternError: an unknown kind, field or value, or a clause that says nothing.
  explicit Pattern(std::string_view text);

  /// The kinds that the event itself may have.
  std::vector<trace::Kind> kinds() const;
  /// Whether an event of that kind (nothing: one that this version does not know) may be meant.
  /// Costs nothing: ask it first.
  bool could_match(std::optional<trace::Kind> kind) const {
    const Clause& itself = clauses_.front();
    return !itself.sites.empty() ||
           (kind ? itself.kinds[static_cast<std::size_t>(*kind)] : !itself.names.empty());
  }
  Hit hit() const { return hit_; }
  /// Whether it asks for events around the one that is meant.
  bool needs_enclosing() const { return clauses_.size() > 1; }
  /// Whether all but first and again holds for the event.
  bool matches(const read::Trace& trace, const read::Event& event) const;
  bool matches(const Enclosing& around, const read::Event& event) const;

 private:
  friend class PatternParser;
  enum class Reach : std::uint8_t { itself, in, under };
  enum class Test : std::uint8_t { present, equal, unequal, less, at_most, more, at_least };
  enum class Key : std::uint8_t { field, seq, t, thread, cause, in, at };

  /// The end of a file's path, and a line; 0: any.
  struct Place {
    Glob path;
    std::uint32_t line = 0;
    bool holds(const read::Event& event) const;
  };
  struct Condition {
    Key key = Key::field;
    trace::Field field{};  // of Key::field
    Test test = Test::present;
    std::vector<Glob> texts;
    std::vector<std::int64_t> numbers;  // values of what is no text
    std::vector<Place> places;          // values of Key::at

    bool holds(const read::Event& event) const;
    bool there(const read::Event& event) const;
    bool any(const read::Event& event) const;
    std::int64_t number(const read::Event& event) const;
  };
  struct Clause {
    Reach reach = Reach::itself;
    std::bitset<256> kinds;
    std::vector<Glob> names;  // for kinds that this version does not know
    std::vector<Place> sites;
    std::vector<Condition> conditions;

    bool says_what() const { return kinds.any() || !names.empty() || !sites.empty(); }
    bool is_what(const read::Event& event) const;
    bool holds(const read::Event& event) const;
  };

  Hit hit_ = Hit::every;
  std::vector<Clause> clauses_;
};

}  // namespace eyewall::explain
