#include "model/timeline.h"

#include <algorithm>

namespace eyewall::model {

Timeline::Timeline(const read::Trace& trace) : trace_(&trace), now_(trace) {
  kept_.push_back(now_);
}

const State& Timeline::at(Seq seq) {
  seq = std::min(seq, last());
  const Seq nearest = std::min<Seq>(seq / kInterval, kept_.size() - 1);
  if (now_.seq() > seq || now_.seq() < nearest * kInterval) now_ = kept_[nearest];
  forward(seq);
  return now_;
}

void Timeline::forward(Seq seq) {
  while (now_.seq() < seq) {
    now_.apply(trace_->events()[now_.seq()]);
    if (now_.seq() == kept_.size() * kInterval) kept_.push_back(now_);
  }
}

}  // namespace eyewall::model
