// What an event caused: the causes of a trace, turned round.
//
// What: a list of events for each event, made in two passes over the trace.
// For: Navigator; whoever draws arrows. Threads: constant once made; any thread.
// Ownership: eight bytes an event. Source: ours.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "read/trace.h"

namespace eyewall::view {

class Effects {
 public:
  explicit Effects(const read::Trace& trace);

  /// The events that name `seq` as their cause, in order.
  std::span<const std::uint32_t> of(trace::Seq seq) const;

 private:
  std::vector<std::uint32_t> begins_;  // by seq: where its list begins in events_
  std::vector<std::uint32_t> events_;
};

}  // namespace eyewall::view
