#include "explain/quiz_decision.h"

#include <algorithm>

namespace eyewall::explain {
namespace {

using trace::Kind;

bool begins(const read::Event& event) {
  return event.shape() == trace::Shape::begin;
}

// What somebody has scheduled; a plain call goes on with what runs already.
bool is_scheduled(const read::Event& event) {
  return event.is(Kind::callback_begin) || event.is(Kind::handler_begin) ||
         event.is(Kind::gen_send) || event.is(Kind::gen_throw);
}

}  // namespace

bool is_decision(const read::Event& event) {
  if (!event.kind) return false;
  switch (*event.kind) {
    case Kind::loop_iteration:
    case Kind::callback_end:
    case Kind::handler_end:
    case Kind::poll_end:
    case Kind::callback_add:
    case Kind::future_resolve:
    case Kind::future_reject:
    case Kind::runner_yielded:
    case Kind::stream_want:
      return true;
    default:
      return false;
  }
}

std::vector<Decision> decisions(const read::Trace& trace, trace::Level level) {
  std::vector<Decision> found;
  std::map<std::uint32_t, trace::Seq> begins_next;
  for (auto event = trace.events().rbegin(); event != trace.events().rend(); ++event) {
    if (is_decision(*event) && event->level() <= level) {
      const auto next = begins_next.find(event->thread);
      if (next != begins_next.end() && is_scheduled(*trace.by_seq(next->second))) {
        found.push_back({event->seq, next->second});
      }
    }
    if (begins(*event)) begins_next[event->thread] = event->seq;
  }
  std::reverse(found.begin(), found.end());
  return found;
}

trace::Seq DecisionSearch::begin_after(trace::Seq at, std::uint32_t thread) {
  // The first one behind an earlier event is the first one behind this one, too, if it lies there.
  trace::Seq& seq = begins_.emplace(thread, 0).first->second;
  if (seq > at) return seq;
  for (seq = at + 1; seq <= trace_.events().size(); ++seq) {
    const read::Event& event = *trace_.by_seq(seq);
    if (event.thread == thread && begins(event)) break;
  }
  return seq;
}

std::optional<Decision> DecisionSearch::next() {
  for (at_ = std::max<trace::Seq>(at_, 1); at_ <= trace_.events().size(); ++at_) {
    const read::Event& event = *trace_.by_seq(at_);
    if (!is_decision(event)) continue;
    const trace::Seq answer = begin_after(at_, event.thread);
    const read::Event* begin = trace_.by_seq(answer);
    if (begin != nullptr && is_scheduled(*begin)) return Decision{at_++, answer};
  }
  return std::nullopt;
}

}  // namespace eyewall::explain
