#include "explain/quiz_text.h"

#include "explain/narrate.h"
#include "explain/text.h"

namespace eyewall::explain {
namespace {

using model::Id;
using model::Ref;
using model::Sort;
using trace::Field;
using trace::Kind;

std::string numbered(std::string_view sort, Id id) {
  return std::string(sort) + " " + std::to_string(id);
}

// A callback that was not in the list yet: only its name could be known.
std::string told_later(const Moment& moment) {
  std::string text = read::printable(moment.answer().text(trace::Field::name)) + ", from the loop";
  if (moment.coroutine() == 0) return text;
  return text + ": it resumes " + told(moment.state(), Ref{Sort::coroutine, moment.coroutine()});
}

// "fd 6 (waker1) and fd 7 (conn1)"
std::string ready_text(const Moment& moment) {
  std::string text;
  for (const Id fd : moment.ready()) {
    if (!text.empty()) text += fd == moment.ready().back() ? " and " : ", ";
    text += told(moment.state(), Ref{Sort::handler, fd}).substr(std::size("the handler of ") - 1);
  }
  return text;
}

std::string returned(const Moment& moment) {
  const auto ref = [&](Sort sort, Field field) {
    return told(moment.state(), {sort, static_cast<Id>(moment.event().integer(field))});
  };
  const bool timer = moment.event().has(Field::timer);
  return "The loop has run " +
         (moment.is(Kind::handler_end) ? ref(Sort::handler, Field::fd)
          : timer                      ? ref(Sort::timer, Field::timer)
                                       : ref(Sort::callback, Field::cb)) +
         ".";
}

std::string polled(const Moment& moment) {
  if (moment.ready().empty()) return "The poll has returned, and nothing is ready.";
  return "The poll has returned: ready " +
         std::string(moment.ready().size() == 1 ? "is " : "are ") + ready_text(moment) + ".";
}

std::string yielded(const Moment& moment) {
  std::string who = told(moment.state(), {Sort::coroutine, moment.coroutine()});
  who[0] = 'C';
  const model::Future* future = moment.state().futures().find(moment.future());
  if (future == nullptr) {
    return who + " yields " + read::printable(moment.event().text(Field::point)) + ".";
  }
  return who + " yields future " + std::to_string(moment.future()) + ", which " +
         (future->live() ? "is pending." : "has its result already.");
}

std::string set(const Moment& moment) {
  return "Future " + std::to_string(moment.future()) + " gets " +
         (moment.is(Kind::future_resolve) ? "its result" : "an exception") + "; " +
         told(moment.state(), {Sort::coroutine, moment.coroutine()}) + " waits for it.";
}

std::string how_much(const read::Event& event) {
  const std::string_view how = event.text(Field::how);
  if (how == "bytes") return std::to_string(event.integer(Field::bytes)) + " bytes";
  if (how == "close") return "all until the close";
  return (how == "regex" ? "up to a match of " : "up to ") +
         read::display(read::Value::string(Field::pattern, event.text(Field::pattern)));
}

std::string wanted(const Moment& moment) {
  const model::Stream* stream = moment.stream();
  const std::int64_t there = stream == nullptr ? 0 : stream->buffered;
  const read::Event& event = moment.event();
  return "Stream " + std::to_string(event.integer(Field::stream)) + " shall read " +
         how_much(event) + " for " + read::printable(event.text(Field::name)) +
         "; its buffer has " + std::to_string(there) + (there == 1 ? " byte." : " bytes.");
}

}  // namespace

std::string told(const model::State& state, Ref ref) {
  switch (ref.sort) {
    case Sort::callback: {
      const model::Callback* callback = state.callbacks().find(ref.id);
      return (callback == nullptr ? "?" : read::printable(callback->name)) + " (" +
             numbered("callback", ref.id) + ")";
    }
    case Sort::timer: {
      const model::Timer* timer = state.timers().find(ref.id);
      return (timer == nullptr ? "?" : read::printable(timer->name)) + " (" +
             numbered("timer", ref.id) + ")";
    }
    case Sort::handler: {
      const model::Handler* handler = state.handlers().find(ref.id);
      const bool named = handler != nullptr && !handler->who.empty();
      return "the handler of " + numbered("fd", ref.id) +
             (named ? " (" + read::printable(handler->who) + ")" : "");
    }
    default: {
      const model::Coroutine* coroutine = state.coroutines().find(ref.id);
      const bool named = coroutine != nullptr && !coroutine->name.empty();
      return numbered(to_string(ref.sort), ref.id) +
             (named ? " (" + read::printable(coroutine->name) + ")" : "");
    }
  }
}

std::string told_at(const Moment& moment, Ref ref) {
  const bool listed = ref.sort == Sort::callback && moment.inside();
  return told(moment.state(), ref) + (listed ? ", from the loop" : "");
}

std::string told_outcome(const Moment& moment) {
  const Ref right = *moment.outcome();
  const bool later =
      right.sort == Sort::callback && moment.state().callbacks().find(right.id) == nullptr;
  if (later) return told_later(moment);
  if (right.sort == Sort::coroutine) {
    return told(moment.state(), right) + (moment.is(Kind::runner_yielded) ? kGoesOn : kInside);
  }
  if (right.sort == Sort::callback && moment.inside() && moment.at_once()) {
    return told(moment.state(), right) + kAtOnce;
  }
  if (right.sort == Sort::handler && moment.is(Kind::stream_want)) {
    return told(moment.state(), right) + ", when its descriptor is ready";
  }
  return told_at(moment, right);
}

std::string told_decision(const Moment& moment) {
  switch (*moment.event().kind) {
    case Kind::loop_iteration:
      return sentence(moment.event());
    case Kind::poll_end:
      return polled(moment);
    case Kind::callback_add:
      return "The program calls add_callback with " +
             told(moment.state(),
                  {Sort::callback, static_cast<Id>(moment.event().integer(Field::cb))}) +
             ".";
    case Kind::runner_yielded:
      return yielded(moment);
    case Kind::future_resolve:
    case Kind::future_reject:
      return set(moment);
    case Kind::stream_want:
      return wanted(moment);
    default:
      return returned(moment);
  }
}

}  // namespace eyewall::explain
