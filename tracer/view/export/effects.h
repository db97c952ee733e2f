// Which events an event caused: `cause`, read backwards.
//
// What: an index over a whole trace, 8 bytes an event. A cause that the trace does not have, or
//   that comes later than its effect, is none.
// For: perfetto.cc. Threads: constant once made. Ownership: owns its numbers.
// Source: ours.
#pragma once

#include <span>
#include <vector>

#include "read/trace.h"

namespace eyewall::exports {

class Effects {
 public:
  /// Only of events that `level` shows, and only those.
  Effects(const read::Trace& trace, trace::Level level);

  bool has_cause(const read::Event& event) const;
  /// The numbers of its effects, in their order.
  std::span<const std::uint32_t> of(const read::Event& event) const;

 private:
  const read::Trace& trace_;
  trace::Level level_;
  std::vector<std::uint32_t> first_;  // by number: where its effects begin in effects_
  std::vector<std::uint32_t> effects_;
};

}  // namespace eyewall::exports
