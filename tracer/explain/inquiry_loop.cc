// What the loop itself holds: callbacks, timers, handlers.
#include <sys/epoll.h>

#include <algorithm>

#include "explain/doer.h"
#include "explain/inquiry.h"
#include "explain/narrate.h"
#include "explain/text.h"

namespace eyewall::explain {
namespace {

using trace::Kind;

constexpr std::size_t kNamed = 3;  // callbacks before one that are named

}  // namespace

void Inquiry::callback(Id id) {
  using Status = model::Callback::Status;
  const model::Callback& callback = *state_.callbacks().find(id);
  const std::string name =
      "Callback " + std::to_string(id) + " (" + read::printable(callback.name) + ")";
  switch (callback.status) {
    case Status::queued:
      return queued(id, callback);
    case Status::running:
      return say(callback.began, name + " runs just now, since " + step(callback.began) + ".");
    case Status::done:
      say(callback.began, name + " has run: the loop began it at " + step(callback.began) + ".");
      return say(callback.ended, "It returned at " + step(callback.ended) + ".");
    case Status::raised:
      return say(callback.began,
                 name + " has run, since " + step(callback.began) + ", and let an exception out.");
    case Status::dropped:
      break;
  }
  say(callback.added,
      name + " was scheduled at " + step(callback.added) + by(callback.added) + ".");
  say(callback.ended, "It was destroyed at " + step(callback.ended) + by(callback.ended) +
                          ", and never run" +
                          (state_.loop_runs() ? "." : ": the loop did not run any more."));
}

void Inquiry::queued(Id id, const model::Callback& callback) {
  waits_ = true;
  say(callback.added, "Callback " + std::to_string(id) + " (" + read::printable(callback.name) +
                          ") has been queued since " + step(callback.added) + by(callback.added) +
                          ".");
  if (!state_.loop_runs()) return;
  const bool now = callback.added < state_.turn() && state_.phase() == model::Phase::callbacks;
  say(state_.turn(), now ? "It runs in this turn of the loop, begun at " + step(state_.turn()) + "."
                         : "It runs in the loop's next turn: a turn takes what was queued when it "
                           "began.");
  const std::vector<Id> queue = state_.ready_queue();
  const auto before =
      static_cast<std::size_t>(std::find(queue.begin(), queue.end(), id) - queue.begin());
  std::string names;
  for (std::size_t i = 0; i < std::min(before, kNamed); ++i)
    names += (i == 0 ? "" : ", ") + name_of({Sort::callback, queue[i]});
  if (before > kNamed) names += " and " + std::to_string(before - kNamed) + " more";
  say(0, before == 0 ? "Nothing is before it in the queue."
                     : "Before it in the queue: " + names + ".");
  holder(", and runs nothing else meanwhile");
}

void Inquiry::timer(Id id) {
  using Status = model::Timer::Status;
  const model::Timer& timer = *state_.timers().find(id);
  const std::string name = "Timer " + std::to_string(id) + " (" + read::printable(timer.name) + ")";
  switch (timer.status) {
    case Status::fired:
      return say(timer.ended, name + " has fired, at " + step(timer.ended) + ".");
    case Status::cancelled:
      return say(timer.ended,
                 name + " was cancelled at " + step(timer.ended) + by(timer.ended) + ".");
    case Status::dropped:
      return say(timer.ended, name + " was destroyed at " + step(timer.ended) +
                                  ", and never fired: the loop was closed.");
    case Status::pending:
      break;
  }
  waits_ = true;
  const std::int64_t left = state_.until_due(timer);
  say(timer.added, name + " has been pending since " + step(timer.added) + by(timer.added) + ".");
  say(0, "It is due at " + milliseconds(timer.deadline_ns) + ": " +
             (left > 0 ? "in " + milliseconds(left) + "."
                       : milliseconds(-left) + " ago, but the loop has not looked since."));
  if (left <= 0) holder(", and looks at no timer meanwhile");
}

void Inquiry::handler(Id fd) {
  const model::Handler& handler = *state_.handlers().find(fd);
  const std::string name = name_of({Sort::handler, fd});
  if (!handler.registered) {
    if (handler.changed == 0) return say(0, "The loop does not watch " + name + ".");
    return say(handler.changed, "The loop does not watch " + name +
                                    " any more: it was removed at " + step(handler.changed) +
                                    by(handler.changed) + ".");
  }
  waits_ = true;
  say(handler.changed, "The loop has watched " + name + " for " + read::mask_text(handler.events) +
                           " since " + step(handler.changed) + ".");
  if (handler.closed != 0) {
    return say(handler.closed, "It was closed at " + step(handler.closed) +
                                   " and not removed: the kernel has forgotten it, and will never "
                                   "say that it is ready.");
  }
  found_ready(handler);
  if (handler.stream != 0 && state_.streams().find(handler.stream) != nullptr)
    about({Sort::stream, handler.stream});
}

// When a poll last found it ready, and what the last poll found.
void Inquiry::found_ready(const model::Handler& handler) {
  if (const std::uint32_t ready = state_.ready(handler); ready != 0) {
    say(handler.polled, "A poll found it ready, " + read::mask_text(ready) + ", at " +
                            step(handler.polled) + ": its handler is still to run.");
    holder("");
    return;
  }
  const read::Event* const found = trace_.by_seq(handler.polled);
  if (found == nullptr) {
    say(0, "No poll has found it ready.");
  } else {
    say(found->seq, "It was last ready at " + step(found->seq) + ": " +
                        read::mask_text(found->mask(trace::Field::events)) + ".");
  }
  const read::Event* const looked = last(Kind::poll_end, handler.changed);
  const bool again =
      looked != nullptr && begin_of(*looked) > std::max(handler.changed, handler.polled);
  if (!again) {
    if (!holder(", and has not polled since")) say(0, "The loop has not polled since.");
    return;
  }
  const bool listens = handler.who.starts_with("listen");
  const bool reads = (handler.events & EPOLLIN) != 0;
  say(looked->seq, "The loop looked again, last at " + step(looked->seq) + ": " +
                       (listens ? "nobody had connected."
                        : reads ? "nobody had written to it."
                                : "it took no bytes."));
}

// The number of the poll.begin that a poll.end belongs to.
trace::Seq Inquiry::begin_of(const read::Event& poll_end) const {
  Seq seq = poll_end.seq;
  while (seq > 0 && !trace_.by_seq(seq)->is(Kind::poll_begin)) --seq;
  return seq;
}

}  // namespace eyewall::explain
