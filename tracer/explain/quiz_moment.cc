#include "explain/quiz_moment.h"

#include <algorithm>

namespace eyewall::explain {
namespace {

using model::Id;
using model::Ref;
using model::Sort;
using trace::Field;
using trace::Kind;

Id id_of(const read::Event& event, Field field) {
  return static_cast<Id>(event.integer(field));
}

// What a begin event runs; nothing for a plain call, which nobody has scheduled.
std::optional<Ref> run_by(const read::Event& event) {
  if (event.is(Kind::callback_begin) && event.has(Field::timer)) {
    return Ref{Sort::timer, id_of(event, Field::timer)};
  }
  if (event.is(Kind::callback_begin)) return Ref{Sort::callback, id_of(event, Field::cb)};
  if (event.is(Kind::handler_begin)) return Ref{Sort::handler, id_of(event, Field::fd)};
  if (event.is(Kind::gen_send) || event.is(Kind::gen_throw)) {
    return Ref{Sort::coroutine, id_of(event, Field::gen)};
  }
  return std::nullopt;
}

bool in(const std::vector<Id>& ids, Id id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

Moment::Moment(const model::State& state, Decision decision)
    : state_(state),
      event_(state.trace().by_seq(decision.at)),
      answer_(state.trace().by_seq(decision.answer)) {
  askable_ = !of_coroutine() || coroutine() != 0;
  if (!askable_) return;
  queue_ = state.ready_queue();
  timers_ = state.timer_queue();
  state.handlers().each_live([&](Id fd, const model::Handler& handler) {
    (state.ready(handler) != 0 ? ready_ : idle_).push_back(fd);
    return true;
  });
  std::sort(ready_.begin(), ready_.end(), [&](Id a, Id b) {
    return state.handlers().find(a)->polled < state.handlers().find(b)->polled;
  });
  look_between();
}

void Moment::look_between() {
  bool looped = false;
  for (trace::Seq seq = event_->seq + 1; seq < answer_->seq; ++seq) {
    const read::Event& event = *state_.trace().by_seq(seq);
    if (event.thread != event_->thread) continue;
    askable_ = askable_ && !event.is(Kind::loop_end);
    polled_ = polled_ || event.is(Kind::poll_begin);
    waited_ = waited_ || (event.is(Kind::poll_begin) && event.integer(Field::timeout_ns) != 0);
    looped = looped || event.is(Kind::loop_start) || event.is(Kind::loop_iteration);
  }
  const std::vector<trace::Seq> open = state_.stack(event_->thread);
  at_once_ = inside() && (open.empty() ? !looped && !polled_ : nested());
}

// Whether the outcome lies inside of the innermost scope that is open at the decision.
bool Moment::nested() const {
  const trace::Seq inner = state_.stack(event_->thread).back();
  trace::Seq around = answer_->in;
  for (trace::Seq last = answer_->seq; around > inner && around < last;) {
    last = around;
    around = state_.trace().by_seq(around)->in;
  }
  return around == inner;
}

bool Moment::resolved_meanwhile(Id future) const {
  for (trace::Seq seq = event_->seq + 1; seq < answer_->seq; ++seq) {
    const read::Event& event = *state_.trace().by_seq(seq);
    if ((event.is(Kind::future_resolve) || event.is(Kind::future_reject)) &&
        id_of(event, Field::future) == future) {
      return true;
    }
  }
  return false;
}

bool Moment::inside() const {
  return is(Kind::callback_add) || is(Kind::stream_want) || of_coroutine();
}

bool Moment::of_coroutine() const {
  return is(Kind::runner_yielded) || is(Kind::future_resolve) || is(Kind::future_reject);
}

bool Moment::is_waker(Id fd) const {
  const model::Handler* handler = state_.handlers().find(fd);
  return handler != nullptr && handler->who.starts_with("waker");
}

bool Moment::in_turn(Id callback) const {
  return state_.callbacks().find(callback)->added < state_.turn();
}

Id Moment::future() const {
  return of_coroutine() ? id_of(*event_, Field::future) : 0;
}

Id Moment::coroutine() const {
  if (is(Kind::runner_yielded)) {
    const model::Runner* runner = state_.runners().find(id_of(*event_, Field::runner));
    return runner == nullptr ? 0 : runner->coroutine;
  }
  const model::Future* set = state_.futures().find(future());
  if (set == nullptr) return 0;
  for (const model::Future::Waiter& waiter : set->waiters) {
    const model::Runner* runner = state_.runners().find(waiter.runner);
    if (runner != nullptr) return runner->coroutine;
  }
  return 0;
}

const model::Stream* Moment::stream() const {
  if (is(Kind::stream_want)) return state_.streams().find(id_of(*event_, Field::stream));
  if (!answer_->is(Kind::handler_begin)) return nullptr;
  const model::Handler* handler = state_.handlers().find(id_of(*answer_, Field::fd));
  return handler == nullptr ? nullptr : state_.streams().find(handler->stream);
}

std::optional<Ref> Moment::outcome() const {
  const std::optional<Ref> ref = run_by(*answer_);
  return ref && askable_ && could_be_seen(*ref) ? ref : std::nullopt;
}

bool Moment::could_be_seen(Ref ref) const {
  const model::Stream* read = is(Kind::stream_want) ? stream() : nullptr;
  switch (ref.sort) {
    case Sort::callback: {
      if (in(queue_, ref.id)) return true;
      const std::string_view name = answer_->text(Field::name);
      if (read != nullptr) return read->callback == name;
      const model::Future* set = state_.futures().find(is(Kind::runner_yielded) ? 0 : future());
      return set != nullptr && set->waiters.size() == 1 && set->waiters[0].name == name;
    }
    case Sort::timer: {
      // While a poll waits, a descriptor could have come before the timer.
      const bool alone =
          std::all_of(idle_.begin(), idle_.end(), [&](Id fd) { return is_waker(fd); });
      return in(timers_, ref.id) && (!waited_ || alone);
    }
    case Sort::handler:
      return in(ready_, ref.id) || (read != nullptr && static_cast<Id>(read->fd) == ref.id);
    default:
      return ref.sort == Sort::coroutine && ref.id == coroutine() && at_once_;
  }
}

}  // namespace eyewall::explain
