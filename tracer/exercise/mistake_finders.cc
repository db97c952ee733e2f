#include "exercise/mistake_finders.h"

#include <map>
#include <set>
#include <utility>

#include "explain/doer.h"

namespace eyewall::exercise {
namespace {

using model::Id;
using trace::Field;
using trace::Kind;
using trace::Seq;

constexpr std::string_view kSleep = "sleep";  // a timer that only its future's waiter can need

std::string named(std::string_view what, Id id, std::string_view name) {
  return std::string(what) + " " + std::to_string(id) +
         (name.empty() ? "" : " (" + read::printable(name) + ")");
}

Id id_of(const read::Event& event, Field field) {
  return static_cast<Id>(event.integer(field));
}

// The innermost callback, handler or timer that is open at the end on the loop's thread; 0: none.
Seq open_turn(const read::Trace& trace, const model::State& end) {
  for (const Seq seq : end.stack(0)) {
    const read::Event* const begin = trace.by_seq(seq);
    if (begin->is(Kind::callback_begin) || begin->is(Kind::handler_begin)) return seq;
  }
  return 0;
}

// Whether the event lies in a coroutine that runs.
bool in_a_coroutine(const read::Trace& trace, const read::Event& event) {
  for (const read::Event* at = trace.by_seq(event.in); at != nullptr; at = trace.by_seq(at->in)) {
    if (at->is(Kind::gen_send) || at->is(Kind::gen_throw)) return true;
    if (at->is(Kind::callback_begin) || at->is(Kind::handler_begin)) return false;
  }
  return false;
}

}  // namespace

model::State state_at_the_end(const read::Trace& trace) {
  model::State state(trace);
  for (const read::Event& event : trace.events()) state.apply(event);
  return state;
}

// A trace that is not complete is that of a program that had to be killed.
std::optional<Found> loop_never_stopped(const read::Trace& trace, const model::State& end) {
  if (trace.complete() || !end.loop_runs() || open_turn(trace, end) != 0) return std::nullopt;
  for (const read::Event& event : trace.events()) {
    if (event.is(Kind::loop_stop)) return std::nullopt;
  }
  const Seq last = trace.events().back().seq;
  return Found{last,
               "The loop still ran when the program was stopped, and nobody had asked it to "
               "stop."};
}

std::optional<Found> callback_never_returned(const read::Trace& trace, const model::State& end) {
  if (trace.complete()) return std::nullopt;
  const Seq seq = open_turn(trace, end);
  if (seq == 0) return std::nullopt;
  return Found{seq, "When the program was stopped it was in " +
                        explain::scope_name(*trace.by_seq(seq)) + "."};
}

std::optional<Found> loop_never_started(const read::Trace& trace, const model::State& end) {
  if (end.counters().iterations != 0) return std::nullopt;
  for (const read::Event& event : trace.events()) {
    if (event.is(Kind::loop_start)) return std::nullopt;
    if (event.is(Kind::callback_drop) || event.is(Kind::timer_drop))
      return Found{
          event.cause != 0 ? event.cause : event.seq,
          read::printable(event.text(Field::name)) + " waited for a loop that was not started."};
  }
  return std::nullopt;
}

std::optional<Found> callback_added_twice(const read::Trace& trace, const model::State&) {
  std::map<std::string_view, std::pair<Seq, Id>> queued;  // those that the program added itself
  bool of_a_future = false;  // the event before says that a future adds what comes now
  for (const read::Event& event : trace.events()) {
    const bool future_adds =
        std::exchange(of_a_future, event.is(Kind::future_notify) || event.is(Kind::future_then));
    if (event.is(Kind::callback_begin) || event.is(Kind::callback_drop)) {
      std::erase_if(
          queued, [&](const auto& each) { return each.second.second == id_of(event, Field::cb); });
    }
    if (!event.is(Kind::callback_add) || !explain::own_line(event) || future_adds) continue;
    const std::string_view name = event.text(Field::name);
    const auto [there, fresh] = queued.emplace(name, std::pair(event.seq, id_of(event, Field::cb)));
    if (fresh || name.empty()) continue;
    return Found{event.seq, read::printable(name) + " was added at step " +
                                std::to_string(there->second.first) + ", and again at step " +
                                std::to_string(event.seq) + "."};
  }
  return std::nullopt;
}

std::optional<Found> future_not_yielded(const read::Trace& trace, const model::State& end) {
  std::set<Id> awaited;
  for (const read::Event& event : trace.events()) {
    const bool waits = event.is(Kind::future_then) || event.is(Kind::loop_add_future) ||
                       event.is(Kind::runner_yielded) || event.is(Kind::runner_register) ||
                       event.is(Kind::executor_then);
    if (waits) awaited.insert(id_of(event, Field::future));
  }
  for (const read::Event& event : trace.events()) {
    if (!event.is(Kind::future_new) || awaited.contains(id_of(event, Field::future))) continue;
    const model::Future* const future = end.futures().find(id_of(event, Field::future));
    const bool started = explain::own_line(event) || (future != nullptr && future->coroutine != 0);
    if (!started || !in_a_coroutine(trace, event)) continue;
    return Found{event.seq, named("Future", id_of(event, Field::future), event.text(Field::name)) +
                                " was made in a coroutine, and nobody waited for it."};
  }
  return std::nullopt;
}

std::optional<Found> timer_never_cancelled(const read::Trace& trace, const model::State& end) {
  for (const read::Event& event : trace.events()) {
    if (!event.is(Kind::timer_drop) || event.text(Field::name) == kSleep) continue;
    return Found{event.cause != 0 ? event.cause : event.seq,
                 named("Timer", id_of(event, Field::timer), event.text(Field::name)) +
                     " had neither fired nor been cancelled when its loop was closed."};
  }
  if (!trace.complete()) return std::nullopt;
  std::optional<Found> found;
  end.timers().each_live([&](Id id, const model::Timer& timer) {
    if (timer.name == kSleep) return true;
    found = Found{timer.added, named("Timer", id, timer.name) +
                                   " had neither fired nor been cancelled when the program ended."};
    return false;
  });
  return found;
}

std::optional<Found> exception_let_out(const read::Trace& trace, const model::State&) {
  for (const read::Event& event : trace.events()) {
    if (!event.is(Kind::callback_raise) && !event.is(Kind::handler_raise)) continue;
    const std::string_view name = event.text(Field::name);
    return Found{event.seq, (name.empty() ? "A handler" : read::printable(name)) +
                                " let out: " + read::printable(event.text(Field::error)) + "."};
  }
  return std::nullopt;
}

}  // namespace eyewall::exercise
