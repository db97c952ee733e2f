// What stands behind an event in its chain of causes, one link at a time.
//
// What: the cause that an event names, the one that it need not name, or what encloses it; and the
//   words for each. What has to be looked for in the whole trace is looked for once.
// For: why(); the HTML page, which tells every event's link.
// Threads: one at a time. Ownership: borrows the trace.
// Source: ours.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "read/trace.h"

namespace eyewall::explain {

class Reasons {
 public:
  explicit Reasons(const read::Trace& trace) : trace_(trace) {}

  struct Behind {
    const read::Event* event;
    bool caused;  // it caused the event; false: it encloses it
  };
  /// Always before the event. Nothing: the chain ends here for want of a cause.
  std::optional<Behind> behind(const read::Event& event);
  /// "because f had been scheduled, as callback 1.", "inside the callback f."
  std::string text(const Behind& behind);

 private:
  // Events that say that something is, or is no more, by number.
  struct Turn {
    trace::Seq seq;
    bool begins;
  };
  using Turns = std::vector<Turn>;

  void look();
  const read::Event* implied(const read::Event& event);
  const read::Event* begun_before(const Turns& turns, trace::Seq seq) const;

  const read::Trace& trace_;
  bool looked_ = false;
  Turns loop_;                                                // started, ended
  std::unordered_map<std::int64_t, Turns> wakers_;            // by descriptor: woken, drained
  std::unordered_map<std::int64_t, std::string_view> names_;  // of coroutines
};

}  // namespace eyewall::explain
