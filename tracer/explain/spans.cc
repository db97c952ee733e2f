#include "explain/spans.h"

#include <algorithm>

#include "explain/doer.h"

namespace eyewall::explain {

using trace::Kind;
using trace::Seq;

Spans::Spans(const read::Trace& trace) {
  std::vector<std::int64_t> last;  // of each thread: when its last event was
  for (const read::Event& event : trace.events()) {
    if (event.thread < 4096) {  // a thread's number may be anything
      if (last.size() <= event.thread) last.resize(event.thread + 1, event.t);
      last[event.thread] = event.t;
    }
    if (event.shape() == trace::Shape::begin) spans_.push_back({event.seq});
    Span* const around = event.shape() == trace::Shape::end || event.is(Kind::loop_iteration)
                             ? find(event.in)
                             : nullptr;
    if (around == nullptr) continue;
    if (event.is(Kind::loop_iteration))
      around->loops = true;
    else if (around->end == 0)
      around->end = event.seq;
  }
  close(trace, last);
}

// Inner scopes begin after outer ones: going back, each is known when its outer one is reached.
void Spans::close(const read::Trace& trace, const std::vector<std::int64_t>& last) {
  for (Span& span : spans_) {
    const read::Event& begin = *trace.by_seq(span.begin);
    const read::Event* const end = trace.by_seq(span.end);
    const std::int64_t until = end != nullptr               ? end->t
                               : begin.thread < last.size() ? last[begin.thread]
                                                            : begin.t;
    span.ns = span.self_ns = std::max<std::int64_t>(0, until - begin.t);
  }
  for (auto span = spans_.rbegin(); span != spans_.rend(); ++span) {
    Span* const around = find(trace.by_seq(span->begin)->in);
    if (around == nullptr) continue;
    around->self_ns = std::max<std::int64_t>(0, around->self_ns - span->ns);
    around->loops = around->loops || span->loops;
  }
}

const Span* Spans::of(Seq begin) const {
  const auto found = std::lower_bound(spans_.begin(), spans_.end(), begin,
                                      [](const Span& span, Seq seq) { return span.begin < seq; });
  return found == spans_.end() || found->begin != begin ? nullptr : &*found;
}

Span* Spans::find(Seq begin) {
  return const_cast<Span*>(of(begin));
}

bool is_turn(const read::Trace& trace, const read::Event& begin) {
  if (!begin.is(Kind::callback_begin) && !begin.is(Kind::handler_begin)) return false;
  const read::Event* const around = trace.by_seq(begin.in);
  if (around == nullptr) return true;
  const read::Event* const outer = turn_of(trace, *around);
  return outer == nullptr || outer->is(Kind::executor_begin);
}

}  // namespace eyewall::explain
