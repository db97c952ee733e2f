#include "explain/closure.h"

namespace eyewall::explain {
namespace {

using trace::Kind;

// Whether the straight line of a program's own code is over: from here the loop runs things.
bool loop_takes_over(const read::Event& event) {
  return event.is(Kind::loop_start) || event.is(Kind::loop_iteration) ||
         event.is(Kind::callback_begin) || event.is(Kind::handler_begin);
}

}  // namespace

Closure Closure::beside(const read::Trace& trace, const read::Event& made, trace::Seq now) {
  Closure closure(now);
  for (trace::Seq seq = made.seq + 1; seq <= now; ++seq) {
    const read::Event& event = *trace.by_seq(seq);
    if (event.in != made.in || event.thread != made.thread) continue;
    const bool over = event.kind == made.kind || event.shape() == trace::Shape::end;
    if (over || (made.in == 0 && loop_takes_over(event))) break;
    closure.marked_[seq] = true;
  }
  closure.spread(trace);
  return closure;
}

Closure Closure::around(const read::Trace& trace, const read::Event& made, trace::Seq now) {
  Closure closure(now);
  if (made.in == 0 || made.in > now) return closure;
  closure.marked_[made.in] = true;
  closure.spread(trace);
  return closure;
}

// Causes and scopes stand before what follows from them: one pass does.
void Closure::spread(const read::Trace& trace) {
  for (trace::Seq seq = 1; seq < marked_.size(); ++seq) {
    const read::Event& event = *trace.by_seq(seq);
    if (has(event.cause) || has(event.in)) marked_[seq] = true;
  }
}

}  // namespace eyewall::explain
