#include "explain/inquiry.h"

#include <algorithm>

#include "explain/doer.h"
#include "explain/ledgers.h"
#include "explain/narrate.h"
#include "explain/text.h"

namespace eyewall::explain {

using model::Ref;
using trace::Kind;

std::string step(trace::Seq seq) {
  return seq == 0 ? "the trace's beginning" : "step " + std::to_string(seq);
}

std::string object_name(const model::State& state, Ref object) {
  std::string_view name;
  const auto named = [&](const auto* found) {
    if (found != nullptr) name = found->name;
  };
  switch (object.sort) {
    case model::Sort::callback:
      named(state.callbacks().find(object.id));
      break;
    case model::Sort::timer:
      named(state.timers().find(object.id));
      break;
    case model::Sort::coroutine:
      named(state.coroutines().find(object.id));
      break;
    case model::Sort::task:
      named(state.tasks().find(object.id));
      break;
    case model::Sort::handler:
      if (const auto* handler = state.handlers().find(object.id)) name = handler->who;
      break;
    case model::Sort::exchange:
      if (const auto* found = state.exchanges().find(object.id)) {
        return "exchange " + std::to_string(object.id) + " (" + read::printable(found->method) +
               " " + read::printable(found->url) + ")";
      }
      break;
    default:
      break;
  }
  const auto sort = object.sort == model::Sort::handler ? "fd" : to_string(object.sort);
  return std::string(sort) + " " + std::to_string(object.id) +
         (name.empty() ? "" : " (" + read::printable(name) + ")");
}

std::string Inquiry::name_of(Ref object) const {
  return object_name(state_, object);
}

void Inquiry::about(Ref object) {
  if (std::find(path_.begin(), path_.end(), object) != path_.end()) {
    return say(0, "That is " + name_of(object) + " again: they wait for one another, for ever.");
  }
  if (!is_known(state_, object)) {
    return say(0, "Nothing is known of " + name_of(object) + ": it is older than the trace.");
  }
  if (told(object)) return say(0, "Of " + name_of(object) + ", see above.");
  told_.push_back(object);
  path_.push_back(object);
  tell(object);
  path_.pop_back();
}

bool Inquiry::told(Ref object) const {
  return std::find(told_.begin(), told_.end(), object) != told_.end();
}

void Inquiry::tell(Ref object) {
  switch (object.sort) {
    case Sort::callback:
      return callback(object.id);
    case Sort::timer:
      return timer(object.id);
    case Sort::handler:
      return handler(object.id);
    case Sort::future:
      return future(object.id);
    case Sort::coroutine:
      return coroutine(object.id);
    case Sort::runner:
      return about({Sort::coroutine, state_.runners().find(object.id)->coroutine});
    case Sort::stream:
      return stream(object.id);
    case Sort::exchange:
      return exchange(object.id);
    case Sort::task:
      return task(object.id);
    case Sort::thread:
      break;
  }
  const Seq seq = state_.threads().find(object.id)->last;
  say(seq, "The last event of " + name_of(object) + " is of " + step(seq) + ".");
}

void Inquiry::about_loop() {
  if (!waits_ || state_.loop_runs()) return;
  if (const read::Event* const ended = last(Kind::loop_end)) {
    say(ended->seq,
        "The loop has stopped at " + step(ended->seq) + ": it brings nothing any more.");
  } else if (state_.counters().iterations == 0) {
    say(0, "The loop has not been started.");
  }
}

bool Inquiry::holder(std::string_view so) {
  for (const Seq seq : state_.stack(0)) {
    const read::Event& event = *trace_.by_seq(seq);
    if (turn_of(trace_, event) != &event) continue;
    say(seq, "The loop is busy with " + scope_name(event) + " since " + step(seq) +
                 std::string(so) + ".");
    return true;
  }
  if (state_.phase() != model::Phase::poll || !state_.loop_runs()) return false;
  if (const read::Event* const poll = last(Kind::poll_begin)) {
    say(poll->seq, "The loop polls since " + step(poll->seq) + ", for at most " +
                       milliseconds(state_.poll_timeout_ns()) + ".");
  }
  return true;
}

std::string Inquiry::by(Seq seq) const {
  const read::Event* const event = trace_.by_seq(seq);
  if (event == nullptr || event->in == 0) return {};
  const read::Event* const turn = turn_of(trace_, *event);
  return ", in " + (turn != nullptr ? scope_name(*turn) : doer(trace_, *event));
}

const read::Event* Inquiry::last(Kind kind, Seq after) const {
  for (Seq seq = state_.seq(); seq > after; --seq) {
    if (trace_.by_seq(seq)->is(kind)) return trace_.by_seq(seq);
  }
  return nullptr;
}

}  // namespace eyewall::explain
