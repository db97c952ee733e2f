// Checks on which events happen, how often, and in which order.
#include <algorithm>

#include "exercise/finding.h"
#include "explain/doer.h"

namespace eyewall::exercise {
namespace {

using explain::Pattern;
using trace::Kind;
using trace::Seq;

// The events that a pattern means, by number.
std::vector<Seq> hits(const read::Trace& trace, const Pattern& pattern) {
  std::vector<Seq> found;
  for (const read::Event& event : trace.events()) {
    if (pattern.could_match(event.kind) && pattern.matches(trace, event))
      found.push_back(event.seq);
  }
  if (pattern.hit() == Pattern::Hit::first && found.size() > 1) found.resize(1);
  if (pattern.hit() == Pattern::Hit::again && !found.empty()) found.erase(found.begin());
  return found;
}

std::string quoted(const Wanted& wanted) {
  return "`" + wanted.text + "`";
}

std::string times(std::uint64_t count) {
  return count == 0   ? "never"
         : count == 1 ? "once"
         : count == 2 ? "twice"
                      : std::to_string(count) + " times";
}

Seq last_of(const read::Trace& trace) {
  return trace.events().empty() ? 0 : trace.events().back().seq;
}

// Where to look for what never happened: at the last that the program's own lines did.
Seq last_own(const read::Trace& trace) {
  for (Seq seq = last_of(trace); seq > 0; --seq) {
    if (explain::own_line(*trace.by_seq(seq))) return seq;
  }
  return last_of(trace);
}

// What never happened, and whether the other did.
Finding missing(const read::Trace& trace, const Wanted& wanted, const Wanted& other,
                const std::vector<Seq>& others) {
  Finding finding{quoted(wanted) + " never happened", last_own(trace)};
  if (others.empty()) {
    finding.instead += ", nor did " + quoted(other) + ".";
  } else {
    finding.at = others.front();
    finding.instead += "; " + quoted(other) + " did, at " + told(trace, others.front()) + ".";
  }
  return finding;
}

std::optional<Finding> before(const Check& check, const read::Trace& trace) {
  const std::vector<Seq> first = hits(trace, check.events[0].pattern);
  const std::vector<Seq> second = hits(trace, check.events[1].pattern);
  if (first.empty()) return missing(trace, check.events[0], check.events[1], second);
  if (second.empty()) return missing(trace, check.events[1], check.events[0], first);
  if (first.front() < second.front()) return std::nullopt;
  if (first.front() == second.front())
    return Finding{"Both are " + told(trace, first.front()) + ".", first.front()};
  return Finding{quoted(check.events[1]) + " came first, at " + told(trace, second.front()) + "; " +
                     quoted(check.events[0]) + " came only at step " +
                     std::to_string(first.front()) + ".",
                 second.front()};
}

std::optional<Finding> after(const Check& check, const read::Trace& trace) {
  const std::vector<Seq> first = hits(trace, check.events[0].pattern);
  const std::vector<Seq> second = hits(trace, check.events[1].pattern);
  if (first.empty()) return missing(trace, check.events[0], check.events[1], second);
  const Seq last = second.empty() ? 0 : second.back();
  const auto alone = std::upper_bound(first.begin(), first.end(), last == 0 ? 0 : last - 1);
  if (alone == first.end()) return std::nullopt;
  return Finding{"After " + told(trace, *alone) + " there is no " + quoted(check.events[1]) + ".",
                 *alone};
}

std::optional<Finding> never(const Check& check, const read::Trace& trace) {
  const std::vector<Seq> found = hits(trace, check.events[0].pattern);
  if (found.empty()) return std::nullopt;
  return Finding{
      "It happened " + times(found.size()) + ", first at " + told(trace, found.front()) + ".",
      found.front()};
}

std::optional<Finding> count(const Check& check, const read::Trace& trace) {
  const std::vector<Seq> found = hits(trace, check.events[0].pattern);
  const std::string did = "It happened " + times(found.size());
  if (check.at_most && found.size() > *check.at_most) {
    const Seq first_too_many = found[*check.at_most];
    return Finding{did + "; one too many is " + told(trace, first_too_many) + ".", first_too_many};
  }
  if (found.size() >= check.at_least) return std::nullopt;
  if (found.empty()) return Finding{"It never happened.", last_own(trace)};
  return Finding{did + " only, the last time at " + told(trace, found.back()) + ".", found.back()};
}

// Where the loop begins its second turn behind an event; past the end: it does not.
Seq second_turn(const read::Trace& trace, Seq from) {
  std::size_t turns = 0;
  for (Seq seq = from + 1; seq <= last_of(trace); ++seq) {
    if (trace.by_seq(seq)->is(Kind::loop_iteration) && ++turns == 2) return seq;
  }
  return last_of(trace) + 1;
}

std::optional<Finding> within_one_turn(const Check& check, const read::Trace& trace) {
  const std::vector<Seq> first = hits(trace, check.events[0].pattern);
  const std::vector<Seq> second = hits(trace, check.events[1].pattern);
  if (first.empty()) return missing(trace, check.events[0], check.events[1], second);
  for (const Seq from : first) {
    const auto next = std::upper_bound(second.begin(), second.end(), from);
    const std::string there = "After " + told(trace, from) + " ";
    if (next == second.end())
      return Finding{there + "there is no " + quoted(check.events[1]) + " at all.", from};
    const Seq end = second_turn(trace, from);
    if (*next < end) continue;
    return Finding{there + "the loop began a second turn, at step " + std::to_string(end) +
                       ", and " + quoted(check.events[1]) + " came only at step " +
                       std::to_string(*next) + ".",
                   end};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Finding> judge_order(const Check& check, const read::Trace& trace) {
  switch (check.kind) {
    case CheckKind::before:
      return before(check, trace);
    case CheckKind::after:
      return after(check, trace);
    case CheckKind::never:
      return never(check, trace);
    case CheckKind::count:
      return count(check, trace);
    case CheckKind::within_one_turn:
      return within_one_turn(check, trace);
    default:
      return std::nullopt;
  }
}

}  // namespace eyewall::exercise
