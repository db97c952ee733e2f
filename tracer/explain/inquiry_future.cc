// Who would set a future: a coroutine, a task, or something else that was set going with it.
#include <algorithm>

#include "explain/doer.h"
#include "explain/inquiry.h"
#include "explain/text.h"

namespace eyewall::explain {
namespace {

using trace::Kind;

}  // namespace

void Inquiry::future(Id id) {
  using Status = model::Future::Status;
  const model::Future& future = *state_.futures().find(id);
  const std::string name = "Future " + std::to_string(id);
  if (future.status != Status::pending) {
    say(future.resolved, name + " is done: it got " +
                             (future.status == Status::done
                                  ? "its result"
                                  : "an exception, " + read::printable(future.error) + ",") +
                             " at " + step(future.resolved) + by(future.resolved) + ".");
    if (future.lost != 0) say(future.lost, "Nobody has looked at that exception.");
    return;
  }
  waits_ = true;
  say(future.made, name + " is pending: nobody has set it.");
  if (future.coroutine != 0 && state_.coroutines().find(future.coroutine) != nullptr) {
    say(state_.coroutines().find(future.coroutine)->made,
        "It is the result of " + name_of({Sort::coroutine, future.coroutine}) + ".");
    return about({Sort::coroutine, future.coroutine});
  }
  if (future.task != 0 && state_.tasks().find(future.task) != nullptr) {
    say(state_.tasks().find(future.task)->submitted,
        "It is the result of " + name_of({Sort::task, future.task}) + ".");
    return about({Sort::task, future.task});
  }
  if (const read::Event* const made = trace_.by_seq(future.made)) who_would(*made);
}

void Inquiry::coroutine(Id id) {
  using Status = model::Coroutine::Status;
  const model::Coroutine& coroutine = *state_.coroutines().find(id);
  const std::string name =
      "Coroutine " + std::to_string(id) +
      (coroutine.name.empty() ? "" : " (" + read::printable(coroutine.name) + ")");
  const std::string since = step(coroutine.at);
  switch (coroutine.status) {
    case Status::made:
      return say(coroutine.made, name + " was made at " + since + ", and nobody has run it yet.");
    case Status::running:
      return say(coroutine.at, name + " runs just now, since " + since + ".");
    case Status::returned:
      return say(coroutine.at, name + " is done: it returned at " + since + ".");
    case Status::raised:
      return say(coroutine.at, name + " is done: an exception ended it at " + since + ".");
    case Status::closed:
      return say(coroutine.at, name + " was destroyed at " + since + by(coroutine.at) +
                                   ", before its end: nobody was left who could resume it.");
    case Status::suspended:
      break;
  }
  waits_ = true;
  say(coroutine.at,
      name + " has been suspended since " + since + ": " +
          (coroutine.awaited != 0 ? "it waits for future " + std::to_string(coroutine.awaited) + "."
           : coroutine.waits_for.empty()
               ? "it waits to be resumed."
               : "it waits for a " + read::printable(coroutine.waits_for) + "."));
  awaited(coroutine);
}

void Inquiry::awaited(const model::Coroutine& coroutine) {
  const model::Future* const future = state_.futures().find(coroutine.awaited);
  if (future != nullptr) {
    about({Sort::future, coroutine.awaited});
    // It is done, but what will resume the coroutine is still in the loop's queue.
    if (future->status == model::Future::Status::pending) return;
    if (const read::Event* const set = trace_.by_seq(future->resolved))
      who_would(*set, "will resume it");
    return;
  }
  const model::Runner* const runner = state_.runners().find(coroutine.runner);
  if (runner == nullptr) return;
  for (const model::Runner::Key& key : runner->pending) {
    say(key.since,
        "Its key " + read::printable(key.key) + " has been pending since " + step(key.since) + ".");
    if (state_.futures().find(key.future) != nullptr)
      about({Sort::future, key.future});
    else if (const read::Event* const noted = trace_.by_seq(key.since))
      who_would(*noted);
  }
}

void Inquiry::task(Id id) {
  using Status = model::Task::Status;
  const model::Task& task = *state_.tasks().find(id);
  const std::string name = "Task " + std::to_string(id) + " (" + read::printable(task.name) + ")";
  if (task.status == Status::done) {
    return say(task.ended, name + " is done, since " + step(task.ended) + ".");
  }
  Seq since = 0;
  const std::string text = waiting({Sort::task, id}, since);
  say(since, name + " " + text + ".");
  if (task.status == Status::running) return;
  state_.tasks().each_live([&](Id other, const model::Task& each) {
    if (each.status != Status::running) return true;
    say(each.began, "Thread " + std::to_string(each.thread) + " is busy with " +
                        name_of({Sort::task, other}) + " since " + step(each.began) + ".");
    return true;
  });
}

void Inquiry::who_would(const read::Event& made, std::string_view would) {
  std::vector<model::Ref> found = outstanding(Closure::beside(trace_, made, state_.seq()));
  if (!found.empty()) return tell_of(found, would);
  found = outstanding(Closure::around(trace_, made, state_.seq()));
  if (!found.empty()) return tell_of(found, {});
  if (!made.is(Kind::future_resolve) && !made.is(Kind::future_reject)) {
    say(0,
        "Nothing that was set going where it was made is outstanding: whoever has it must set "
        "it.");
  }
}

}  // namespace eyewall::explain
