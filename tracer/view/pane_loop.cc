// Panes of the loop itself: where it is, what is on the stack, what waits for it.
#include "explain/narrate.h"
#include "explain/text.h"
#include "view/pane_rows.h"

namespace eyewall::view {
namespace {

std::string counted(std::uint64_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

}  // namespace

void loop_rows(const model::State& state, Rows& rows) {
  const model::Counters& counters = state.counters();
  std::string where = "the loop does not run";
  if (state.loop_runs()) {
    where = "turn " + std::to_string(counters.iterations) + ", " +
            std::string(to_string(state.phase()));
    if (state.phase() == model::Phase::poll) {
      where += ": waits for at most " + explain::milliseconds(state.poll_timeout_ns());
    }
  }
  rows.add(1, where, false);
  rows.add(2,
           counted(counters.callbacks, "callback") + " run, " + counted(counters.polls, "poll") +
               ", " + counted(counters.ready, "descriptor") + " found ready",
           false);
  rows.add(3,
           counted(counters.bytes_read, "byte") + " read, " +
               counted(counters.bytes_written, "byte") + " written, " +
               counted(counters.system_calls, "system call"),
           false);
}

void stack_rows(const model::State& state, Rows& rows) {
  for (const trace::Seq seq : state.stack(state.thread())) {
    const read::Event& begin = *state.trace().by_seq(seq);
    std::string text = explain::sentence(begin);
    if (const std::string at = explain::site(begin); !at.empty()) text += "  [" + at + "]";
    rows.add(seq, text, seq == state.seq());
  }
}

void ready_rows(const model::State& state, Rows& rows) {
  for (const model::Id id : state.ready_queue()) {
    const model::Callback& callback = *state.callbacks().find(id);
    const bool now = state.phase() == model::Phase::callbacks && callback.added < state.turn();
    rows.add(id,
             "#" + std::to_string(id) + " " + read::printable(callback.name) + "  " +
                 (now ? "in this turn" : "in the next turn") + ", added at " +
                 std::to_string(callback.added),
             state.changed(model::Sort::callback, id));
  }
}

void handler_rows(const model::State& state, Rows& rows) {
  object_rows(state, model::Sort::handler, state.handlers(), rows,
              [&](std::uint64_t fd, const model::Handler& handler) {
                std::string text = "fd " + std::to_string(fd);
                if (!handler.who.empty()) text += " " + read::printable(handler.who);
                if (!handler.registered) return text + "  not registered";
                text += "  asks for " + read::mask_text(handler.events);
                if (const std::uint32_t ready = state.ready(handler); ready != 0) {
                  text += "; ready: " + read::mask_text(ready);
                }
                if (handler.closed != 0) text += "; closed at " + std::to_string(handler.closed);
                return text;
              });
}

void timer_rows(const model::State& state, Rows& rows) {
  for (const model::Id id : state.timer_queue()) {
    const model::Timer& timer = *state.timers().find(id);
    const std::int64_t left = state.until_due(timer);
    rows.add(id,
             "#" + std::to_string(id) + " " + read::printable(timer.name) + "  " +
                 (left < 0 ? "due since " : "due in ") +
                 explain::milliseconds(left < 0 ? -left : left),
             state.changed(model::Sort::timer, id));
  }
}

void output_rows(const model::State& state, Rows& rows) {
  const std::size_t count = state.prints().size();
  const std::size_t shown = std::min(count, rows.limit());
  rows.leave_out(count - shown);
  for (std::size_t number = count - shown + 1; number <= count; ++number) {
    const trace::Seq seq = state.prints().find(number)->seq;
    rows.add(seq, read::printable(state.trace().by_seq(seq)->text(trace::Field::text)),
             seq == state.seq());
  }
}

}  // namespace eyewall::view
