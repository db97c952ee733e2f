#include "view/owner.h"

#include "explain/text.h"

namespace eyewall::view {
namespace {

using trace::Field;
using trace::Kind;

constexpr model::Id kOther = ~model::Id{0};  // a coroutine that is none of ours

bool is_scope(const read::Event& event) {
  return event.is(Kind::callback_begin) || event.is(Kind::handler_begin) ||
         event.is(Kind::executor_begin);
}

// coroutine_of(runner): 0 where no coroutine is known.
template <class CoroutineOf>
Owner owner_of(const read::Trace& trace, const read::Event& event, CoroutineOf coroutine_of) {
  const read::Event* at = &event;
  for (int depth = 0; at != nullptr && depth < read::kDeepestNesting;
       ++depth, at = trace.by_seq(at->in)) {
    model::Id coroutine = 0;
    if (at->has(Field::gen)) {
      coroutine = static_cast<model::Id>(at->integer(Field::gen));
    } else if (at->has(Field::runner)) {
      coroutine = coroutine_of(static_cast<model::Id>(at->integer(Field::runner)));
    }
    if (coroutine != 0) return {coroutine, 0, 0};
    if (is_scope(*at)) return {0, at->seq, 0};
  }
  return {0, 0, event.thread};
}

std::string with_name(std::string text, std::string_view name) {
  return name.empty() ? text : text + ", " + read::printable(name);
}

std::string scope_name(const read::Event& begin) {
  const std::string_view name = begin.text(Field::name);
  if (begin.is(Kind::handler_begin)) {
    return with_name("the handler of descriptor " + std::to_string(begin.integer(Field::fd)),
                     begin.text(Field::who));
  }
  if (begin.is(Kind::executor_begin)) {
    return with_name("task " + std::to_string(begin.integer(Field::task)), name);
  }
  if (begin.has(Field::timer)) {
    return with_name("the callback of timer " + std::to_string(begin.integer(Field::timer)), name);
  }
  return with_name("callback " + std::to_string(begin.integer(Field::cb)), name);
}

}  // namespace

Follower::Follower(const model::State& state) : trace_(state.trace()) {
  if (state.event() == nullptr) return;
  owner_ = owner_of(trace_, *state.event(), [&](model::Id id) -> model::Id {
    const model::Runner* runner = state.runners().find(id);
    return runner == nullptr ? 0 : runner->coroutine;
  });
  const model::Coroutine* coroutine = state.coroutines().find(owner_.coroutine);
  if (owner_.coroutine != 0 && coroutine != nullptr) runner_ = coroutine->runner;
}

bool Follower::follows(const read::Event& event) {
  if (owner_.coroutine != 0 && event.is(Kind::runner_new) &&
      static_cast<model::Id>(event.integer(Field::gen)) == owner_.coroutine) {
    runner_ = static_cast<model::Id>(event.integer(Field::runner));
  }
  return owner_ == owner_of(trace_, event, [&](model::Id id) {
           return id == runner_ && runner_ != 0 ? owner_.coroutine : kOther;
         });
}

bool Follower::is_last(const read::Event& event, bool back) const {
  if (owner_.scope == 0) return false;
  if (back) return event.seq == owner_.scope;
  return event.shape() == trace::Shape::end && event.in == owner_.scope;
}

std::string Follower::name(const model::State& state) const {
  if (owner_.coroutine != 0) {
    const model::Coroutine* coroutine = state.coroutines().find(owner_.coroutine);
    return with_name("coroutine " + std::to_string(owner_.coroutine),
                     coroutine == nullptr ? "" : coroutine->name);
  }
  if (const read::Event* begin = trace_.by_seq(owner_.scope)) return scope_name(*begin);
  if (owner_.thread != 0) return "thread " + std::to_string(owner_.thread);
  return "the loop itself";
}

const read::Event* scope_of(const read::Trace& trace, const read::Event& event, trace::Level level,
                            bool back) {
  // A begin counts as inside of what it opens, but backwards; an end as outside of what it closes,
  // but backwards.
  const read::Event* at = trace.by_seq(event.in);
  if (!back && event.shape() == trace::Shape::begin) at = &event;
  if (!back && event.shape() == trace::Shape::end && at != nullptr) at = trace.by_seq(at->in);
  while (at != nullptr && (at->shape() != trace::Shape::begin || at->level() > level)) {
    at = trace.by_seq(at->in);
  }
  return at;
}

bool lies_in(const read::Trace& trace, const read::Event& event, trace::Seq begin) {
  const read::Event* at = &event;
  for (int depth = 0; depth < read::kDeepestNesting && at != nullptr && at->in >= begin; ++depth) {
    if (at->in == begin) return true;
    at = trace.by_seq(at->in);
  }
  return false;
}

}  // namespace eyewall::view
