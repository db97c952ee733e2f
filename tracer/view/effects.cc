#include "view/effects.h"

namespace eyewall::view {
namespace {

// 0 for a cause that the trace does not have.
trace::Seq cause_of(const read::Trace& trace, const read::Event& event) {
  return trace.by_seq(event.cause) == nullptr ? 0 : event.cause;
}

}  // namespace

// A counting sort: the effects of `seq` stand from begins_[seq] to begins_[seq + 1].
Effects::Effects(const read::Trace& trace) : begins_(trace.events().size() + 2) {
  for (const read::Event& event : trace.events()) ++begins_[cause_of(trace, event) + 1];
  for (std::size_t seq = 1; seq < begins_.size(); ++seq) begins_[seq] += begins_[seq - 1];
  std::vector<std::uint32_t> next = begins_;
  events_.resize(trace.events().size());
  for (const read::Event& event : trace.events()) {
    events_[next[cause_of(trace, event)]++] = static_cast<std::uint32_t>(event.seq);
  }
}

std::span<const std::uint32_t> Effects::of(trace::Seq seq) const {
  if (seq == 0 || seq + 1 >= begins_.size()) return {};
  return std::span(events_).subspan(begins_[seq], begins_[seq + 1] - begins_[seq]);
}

}  // namespace eyewall::view
