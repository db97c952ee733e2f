// Faults of an asynchronous program that its trace shows.
//
// What: one table of rules; each finding names its rule, the event that shows it, and what
// happened. For: `eyewall lint`. Threads: pure functions of the trace. Ownership: findings own
// their texts. Source: ours; the faults are those that users of event loops ask about.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/trace.h"

namespace eyewall::explain {

struct Rule {
  std::string_view id;    // "blocked-loop"
  std::string_view what;  // what it finds
  std::string_view why;   // why it matters
  std::string_view fix;   // what to do
};

/// Every rule, in the table's order.
std::span<const Rule> rules();

struct Finding {
  std::size_t rule;  // its place in rules()
  trace::Seq seq;    // the event that shows it
  std::string text;  // a sentence
};

struct LintOptions {
  std::int64_t blocked_ns = 100'000'000;  // longer holds the loop for too long
  std::int64_t late_ns = 100'000'000;     // later than that is late for a timer
  std::vector<std::string> only;          // ids; empty: every rule
  std::vector<std::string> allow;         // ids that are not looked for
};

/// What the rules find, by event. Throws std::invalid_argument for an id that is none.
std::vector<Finding> lint(const read::Trace& trace, const LintOptions& options = {});

}  // namespace eyewall::explain
