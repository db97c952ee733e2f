#include "explain/blame.h"

#include <algorithm>

#include "explain/doer.h"
#include "explain/inquiry.h"
#include "explain/spans.h"
#include "model/state.h"

namespace eyewall::explain {
namespace {

using model::Ref;
using model::Sort;
using trace::Field;
using trace::Kind;
using trace::Seq;

// A poll that takes less found what was ready already.
constexpr std::int64_t kPollAtOnce = 1'000'000;

// The state after the last event of a span, and the span.
class Waiters {
 public:
  Waiters(const model::State& state, const Span& span)
      : state_(state), trace_(state.trace()), span_(span), began_(trace_.by_seq(span.begin)->t) {}

  std::vector<Waited> waited() {
    callbacks();
    timers();
    descriptors();
    std::stable_sort(all_.begin(), all_.end(),
                     [](const Waited& a, const Waited& b) { return a.ns > b.ns; });
    return std::move(all_);
  }

 private:
  // since: when it could have been served.
  void add(Ref object, std::int64_t since, bool at_most = false) {
    const std::int64_t ns = began_ + span_.ns - std::max(since, began_);
    if (ns > 0) all_.push_back({object, object_name(state_, object), ns, at_most});
  }

  void callbacks() {
    for (const model::Id id : state_.ready_queue())
      add({Sort::callback, id}, trace_.by_seq(state_.callbacks().find(id)->added)->t);
  }

  void timers() {
    state_.timers().each_live([&](model::Id id, const model::Timer& timer) {
      add({Sort::timer, id}, timer.deadline_ns);
      return true;
    });
  }

  // Those that this poll found and the loop has not come to, and those that the next one finds.
  void descriptors() {
    state_.handlers().each_live([&](model::Id fd, const model::Handler& handler) {
      if (state_.ready(handler) != 0) add({Sort::handler, fd}, trace_.by_seq(handler.polled)->t);
      return true;
    });
    const read::Event* begin = nullptr;
    std::vector<Ref> found;
    for (Seq seq = state_.seq() + 1; const read::Event* event = trace_.by_seq(seq); ++seq) {
      if (event->is(Kind::poll_begin)) begin = event;
      if (event->is(Kind::poll_event) && watched_before(*event))
        found.push_back({Sort::handler, static_cast<model::Id>(event->integer(Field::fd))});
      if (!event->is(Kind::poll_end)) continue;
      if (begin == nullptr || event->t - begin->t > kPollAtOnce) return;
      for (const Ref& object : found) add(object, began_, true);
      return;
    }
  }

  bool watched_before(const read::Event& polled) const {
    const model::Handler* const handler =
        state_.handlers().find(static_cast<model::Id>(polled.integer(Field::fd)));
    return handler != nullptr && handler->registered && handler->changed <= span_.begin &&
           state_.ready(*handler) == 0 && !handler->who.starts_with("waker");
  }

  const model::State& state_;
  const read::Trace& trace_;
  const Span& span_;
  std::int64_t began_;
  std::vector<Waited> all_;
};

// Goes inwards as long as one scope has more than half of the whole.
void find_most(const read::Trace& trace, const Spans& spans, const Span& whole, Blame& blame) {
  const Span* inside = &whole;
  auto next = std::upper_bound(spans.all().begin(), spans.all().end(), whole.begin,
                               [](Seq seq, const Span& span) { return seq < span.begin; });
  for (; next != spans.all().end(); ++next) {
    if (whole.end != 0 && next->begin > whole.end) break;
    if (trace.by_seq(next->begin)->in != inside->begin || next->ns * 2 <= whole.ns) continue;
    inside = &*next;
    blame.mostly = scope_name(*trace.by_seq(inside->begin));
    blame.mostly_ns = inside->ns;
  }
}

// The server's exchange that a span worked for; the state is that of its end.
std::string served(const model::State& state, const Span& span) {
  for (Seq seq = span.begin; seq <= state.seq(); ++seq) {
    const read::Event& event = *state.trace().by_seq(seq);
    if (!event.has(Field::call)) continue;
    const auto call = static_cast<model::Id>(event.integer(Field::call));
    const model::Exchange* const exchange = state.exchanges().find(call);
    if (exchange != nullptr && exchange->stream != 0)
      return object_name(state, {Sort::exchange, call});
  }
  return {};
}

}  // namespace

std::vector<Blame> blame(const read::Trace& trace, std::int64_t over_ns, std::size_t top) {
  const Spans spans(trace);
  std::vector<const Span*> longest;
  for (const Span& span : spans.all()) {
    if (!span.loops && span.ns >= over_ns && is_turn(trace, *trace.by_seq(span.begin)))
      longest.push_back(&span);
  }
  std::stable_sort(longest.begin(), longest.end(),
                   [](const Span* a, const Span* b) { return a->ns > b->ns; });
  if (longest.size() > top) longest.resize(top);
  std::vector<Blame> blames;
  for (const Span* span : longest) {
    const read::Event& begin = *trace.by_seq(span->begin);
    blames.push_back({span->begin, scope_name(begin), span->ns, span->end != 0, {}, 0, {}, {}});
    find_most(trace, spans, *span, blames.back());
  }
  // One pass over the states, for all of them.
  std::vector<std::size_t> order(longest.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto last = [&](std::size_t i) {
    return longest[i]->end != 0 ? longest[i]->end : Seq{trace.events().size()};
  };
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return last(a) < last(b); });
  model::State state(trace);
  for (const std::size_t i : order) {
    while (state.seq() < last(i)) state.apply(trace.events()[state.seq()]);
    blames[i].served = served(state, *longest[i]);
    blames[i].waited = Waiters(state, *longest[i]).waited();
  }
  return blames;
}

}  // namespace eyewall::explain
