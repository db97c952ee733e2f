#include "export/effects.h"

namespace eyewall::exports {

Effects::Effects(const read::Trace& trace, trace::Level level)
    : trace_(trace), level_(level), first_(trace.events().size() + 2) {
  // Counted, added up, and then put in place.
  for (const read::Event& event : trace.events()) {
    if (has_cause(event)) ++first_[event.cause + 1];
  }
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  effects_.resize(first_.back());
  std::vector<std::uint32_t> at(first_.begin(), first_.end());
  for (const read::Event& event : trace.events()) {
    if (has_cause(event)) effects_[at[event.cause]++] = static_cast<std::uint32_t>(event.seq);
  }
}

bool Effects::has_cause(const read::Event& event) const {
  const read::Event* const cause = event.cause < event.seq ? trace_.by_seq(event.cause) : nullptr;
  return cause != nullptr && event.level() <= level_ && cause->level() <= level_;
}

std::span<const std::uint32_t> Effects::of(const read::Event& event) const {
  const std::uint32_t from = first_[event.seq];
  return {effects_.data() + from, first_[event.seq + 1] - from};
}

}  // namespace eyewall::exports
