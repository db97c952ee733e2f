// How deep an event stands: how many shown begin events enclose it.
//
// What: follows `in`, event by event, in the order of the trace. An end stands as deep as its
//   begin.
// For: dump and the line player. Threads: one at a time. Ownership: two bytes an event.
// Source: ours.
#pragma once

#include <cstdint>
#include <vector>

#include "read/event.h"

namespace eyewall::explain {

class Indent {
 public:
  explicit Indent(trace::Level level = trace::Level::syscall) : level_(level) {}

  /// The depth of the next event of the trace. Every event must be given, shown or not.
  unsigned next(const read::Event& event);

 private:
  trace::Level level_;
  std::vector<std::uint16_t> inside_;  // by number: the depth of what an event encloses
};

}  // namespace eyewall::explain
