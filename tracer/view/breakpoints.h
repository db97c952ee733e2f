// Where a run through a trace stops: breakpoints and watches, numbered together as gdb does.
//
// What: a breakpoint is a pattern over events, a watch an expression whose value changes.
// For: Navigator. Threads: one at a time. Ownership: owns its texts.
// Source: ours; the words are gdb's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "explain/pattern.h"
#include "view/expression.h"

namespace eyewall::view {

/// A breakpoint has a pattern, a watch what it watches.
struct Breakpoint {
  unsigned number = 0;
  std::string text;  // as it was said
  std::optional<explain::Pattern> pattern;
  std::optional<Expression> watched;
  std::optional<Expression> condition;
  bool temporary = false;  // goes when it is hit
  bool enabled = true;
  std::uint64_t hits = 0;
};

/// That a breakpoint or a watch was hit.
struct Hit {
  unsigned number = 0;
  std::string text;    // the breakpoint's
  bool watch = false;  // then before and after say what changed
  bool temporary = false;
  Reading before;
  Reading after;
};

class Breakpoints {
 public:
  /// Each throws explain::PatternError or ExpressionError for a text that cannot be read.
  const Breakpoint& add(std::string_view pattern, bool temporary = false);
  const Breakpoint& watch(std::string_view expression);

  const std::vector<Breakpoint>& all() const { return all_; }
  /// nullptr where there is none of that number.
  const Breakpoint* find(unsigned number) const;

  // Each throws std::invalid_argument where there is none of that number.
  void remove(unsigned number);
  void enable(unsigned number, bool enabled);
  /// An empty condition takes the old one away.
  void condition(unsigned number, std::string_view expression);

  void clear() { all_.clear(); }
  /// Counts hits, and removes what is hit and temporary.
  void count(const std::vector<Hit>& hits);

 private:
  Breakpoint& at(unsigned number);

  std::vector<Breakpoint> all_;
  unsigned last_ = 0;
};

/// Reads a pattern that stands alone: "first" and "again", which are relative to a whole trace, are
/// refused. Throws explain::PatternError.
explain::Pattern lone_pattern(std::string_view text);

}  // namespace eyewall::view
