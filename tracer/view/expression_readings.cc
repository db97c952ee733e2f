// What can be read off a state: the table behind expressions.
#include "explain/narrate.h"
#include "view/expression.h"

namespace eyewall::view {
namespace {

using model::Id;
using model::State;

Reading count(std::uint64_t number) {
  return Reading::of(static_cast<std::int64_t>(number));
}

// A text that an object lacks is none, not an empty one.
Reading word(std::string_view text) {
  return text.empty() ? Reading() : Reading::of(text);
}

Reading named(Id id) {
  return id == 0 ? Reading() : count(id);
}

// How many callbacks wait, without putting them in order.
Reading ready(const State& state, Id) {
  std::uint64_t waiting = 0;
  state.callbacks().each_live([&](Id, const model::Callback& callback) {
    waiting += callback.status == model::Callback::Status::queued;
    return true;
  });
  return count(waiting);
}

Reading line_of(const State& state, Id id) {
  const model::Coroutine* coroutine = state.coroutines().find(id);
  const read::Event* event = coroutine ? state.trace().by_seq(coroutine->at) : nullptr;
  return event == nullptr ? Reading() : word(explain::site(*event));
}

Reading left(const State& state, Id id) {
  const model::Timer* timer = state.timers().find(id);
  if (timer == nullptr || !timer->live() || state.event() == nullptr) return {};
  return Reading::of(state.until_due(*timer));
}

Reading asked(const State& state, Id id) {
  const model::Handler* handler = state.handlers().find(id);
  return handler && handler->registered ? Reading::mask(handler->events) : Reading();
}

Reading found(const State& state, Id id) {
  const model::Handler* handler = state.handlers().find(id);
  return handler && handler->registered ? Reading::mask(state.ready(*handler)) : Reading();
}

// A reader of one object, none where the state has no such object.
#define OF(ledger, value)                                     \
  [](const State& state, [[maybe_unused]] Id id) -> Reading { \
    const auto* it = state.ledger().find(id);                 \
    return it == nullptr ? Reading() : (value);               \
  }
#define STATE(value) [](const State& state, Id) -> Reading { return value; }
#define EVENT(value)                            \
  [](const State& state, Id) -> Reading {       \
    const read::Event* it = state.event();      \
    return it == nullptr ? Reading() : (value); \
  }

constexpr ReadingInfo kReadings[] = {
    {"turn", false, "which turn of the loop it is", STATE(count(state.counters().iterations))},
    {"phase", false, "of the turn: outside, callbacks, timeouts, poll or handlers",
     STATE(Reading::of(to_string(state.phase())))},
    {"ready", false, "how many callbacks wait in the ready queue", ready},
    {"handlers", false, "how many descriptors the loop watches",
     STATE(count(state.handlers().live()))},
    {"timers", false, "how many timers are pending", STATE(count(state.timers().live()))},
    {"futures", false, "how many futures are pending", STATE(count(state.futures().live()))},
    {"coroutines", false, "how many coroutines are not finished",
     STATE(count(state.coroutines().live()))},
    {"streams", false, "how many streams are open", STATE(count(state.streams().live()))},
    {"tasks", false, "how many tasks the executor has not done",
     STATE(count(state.tasks().live()))},
    {"depth", false, "how deep the stack is", STATE(count(state.stack(state.thread()).size()))},
    {"callbacks", false, "how many callbacks were run", STATE(count(state.counters().callbacks))},
    {"polls", false, "how often the loop polled", STATE(count(state.counters().polls))},
    {"syscalls", false, "how many system calls were made",
     STATE(count(state.counters().system_calls))},
    {"bytes_read", false, "how many bytes were read", STATE(count(state.counters().bytes_read))},
    {"bytes_written", false, "how many bytes were written",
     STATE(count(state.counters().bytes_written))},
    {"prints", false, "how many lines the program printed", STATE(count(state.prints().size()))},

    {"future", true, "pending, done or failed", OF(futures, Reading::of(to_string(it->status)))},
    {"future.waiters", true, "how many wait for it", OF(futures, count(it->waiters.size()))},
    {"future.error", true, "its exception's message", OF(futures, word(it->error))},
    {"future.coroutine", true, "the coroutine whose result it is",
     OF(futures, named(it->coroutine))},
    {"coroutine", true, "made, running, suspended, returned, raised or closed",
     OF(coroutines, Reading::of(to_string(it->status)))},
    {"coroutine.name", true, "its name", OF(coroutines, word(it->name))},
    {"coroutine.awaits", true, "the future that it waits for", OF(coroutines, named(it->awaited))},
    {"coroutine.at", true, "the source line where it is", line_of},
    {"callback", true, "queued, running, done, raised or dropped",
     OF(callbacks, Reading::of(to_string(it->status)))},
    {"callback.name", true, "its name", OF(callbacks, word(it->name))},
    {"timer", true, "pending, fired, cancelled or dropped",
     OF(timers, Reading::of(to_string(it->status)))},
    {"timer.name", true, "what it will run", OF(timers, word(it->name))},
    {"timer.left", true, "nanoseconds until it is due", left},
    {"fd", true, "what the loop watches that descriptor for: READ, WRITE, ERR, HUP", asked},
    {"fd.ready", true, "what the last poll found on it and nobody handled yet", found},
    {"stream", true, "connecting, open or closed", OF(streams, Reading::of(to_string(it->status)))},
    {"stream.buffered", true, "bytes that were read and not handed out",
     OF(streams, Reading::of(it->buffered))},
    {"stream.unsent", true, "bytes that are still to be written",
     OF(streams, Reading::of(it->unsent))},
    {"stream.wants", true, "what it reads for: regex, delimiter, bytes or close",
     OF(streams, it->wanted == 0 ? Reading() : word(it->how))},
    {"stream.fd", true, "its descriptor", OF(streams, Reading::of(it->fd))},
    {"task", true, "queued, running or done", OF(tasks, Reading::of(to_string(it->status)))},
    {"exchange", true,
     "resolving, connecting, sent, headers, body, received, answered, done, failed",
     OF(exchanges, Reading::of(to_string(it->status)))},
    {"exchange.code", true, "the status of its response",
     OF(exchanges, it->code == 0 ? Reading() : Reading::of(it->code))},

    {"event", false, "the number of the event", EVENT(count(it->seq))},
    {"event.kind", false, "its kind", EVENT(Reading::of(it->kind_name))},
    {"event.t", false, "its time, in nanoseconds", EVENT(Reading::of(it->t))},
    {"event.cause", false, "the event that caused it", EVENT(named(it->cause))},
    {"event.in", false, "the event that encloses it", EVENT(named(it->in))},
    {"event.thread", false, "the thread it is of; 0: the loop's", EVENT(count(it->thread))},
    {"event.at", false, "the source line that acted", EVENT(word(explain::site(*it)))},
};

#undef OF
#undef STATE
#undef EVENT

}  // namespace

std::span<const ReadingInfo> readings() {
  return kReadings;
}

}  // namespace eyewall::view
