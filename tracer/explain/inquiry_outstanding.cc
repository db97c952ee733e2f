// What was set going and is not over: the candidates for setting a future.
#include <algorithm>
#include <cctype>

#include "explain/inquiry.h"
#include "explain/narrate.h"

namespace eyewall::explain {
namespace {

constexpr std::size_t kTold = 5;  // candidates that are told of

}  // namespace

// Nearest to the result first: what runs, what is queued, what must still come from outside, and
// last the timers, which are often there only to give up.
std::vector<model::Ref> Inquiry::outstanding(const Closure& closure) const {
  std::vector<model::Ref> found;
  const auto add = [&](const auto& ledger, Sort sort, auto since) {
    ledger.each_live([&](Id id, const auto& each) {
      const model::Ref object{sort, id};
      Seq seq = 0;
      if (closure.has(since(each)) && !told(object) && !waiting(object, seq).empty())
        found.push_back(object);
      return true;
    });
  };
  add(state_.callbacks(), Sort::callback, [](const auto& each) { return each.added; });
  add(state_.streams(), Sort::stream,
      [](const auto& each) { return std::max(each.made, each.wanted); });
  add(state_.tasks(), Sort::task, [](const auto& each) { return each.submitted; });
  add(state_.coroutines(), Sort::coroutine,
      [&](const auto& each) { return waits_for_told(each) ? 0 : each.made; });
  add(state_.futures(), Sort::future, [&](const auto& each) { return since(closure, each); });
  add(state_.exchanges(), Sort::exchange, [](const auto& each) { return each.began; });
  add(state_.timers(), Sort::timer, [](const auto& each) { return each.added; });
  return found;
}

// Since when something that was set going waits for the future; 0: nothing does.
trace::Seq Inquiry::since(const Closure& closure, const model::Future& future) const {
  for (const model::Future::Waiter& waiter : future.waiters) {
    if (closure.has(waiter.then)) return waiter.then;
  }
  return 0;
}

// Whether the coroutine itself waits for what is asked about: then it will not bring it.
bool Inquiry::waits_for_told(const model::Coroutine& coroutine) const {
  const auto asked = [&](Id future) { return future != 0 && told({Sort::future, future}); };
  if (asked(coroutine.awaited)) return true;
  const model::Runner* const runner = state_.runners().find(coroutine.runner);
  return runner != nullptr && std::any_of(runner->pending.begin(), runner->pending.end(),
                                          [&](const auto& key) { return asked(key.future); });
}

// would: what the first is said to do; empty: it is not sure that it is the one.
void Inquiry::tell_of(const std::vector<model::Ref>& found, std::string_view would) {
  const model::Ref first = found.front();
  const auto like_first = [&](const model::Ref& each) { return each.sort == first.sort; };
  const bool sure = std::count_if(found.begin(), found.end(), like_first) == 1;
  for (std::size_t i = 0; i < std::min(found.size(), kTold); ++i)
    tell_of(found[i], i == 0 && sure ? would : std::string_view());
  if (found.size() > kTold)
    say(0, "And " + std::to_string(found.size() - kTold) + " more are outstanding.");
}

void Inquiry::tell_of(model::Ref found, std::string_view would) {
  if (told(found)) return;  // with one before it
  if (found.sort == Sort::future || found.sort == Sort::coroutine) return about(found);
  told_.push_back(found);
  Seq since = 0;
  const std::string text = waiting(found, since);
  std::string name = name_of(found);
  if (!would.empty() && found.sort != Sort::exchange) {
    const std::size_t bracket = name.find(" (");
    const bool named = bracket != std::string::npos;
    name = "the " + std::string(to_string(found.sort)) + " that " + std::string(would) +
           (named ? ", " + name.substr(bracket + 2, name.size() - bracket - 3) + "," : "");
  }
  name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  say(since, name + " " + text + ".");
}

std::string Inquiry::waiting(model::Ref object, Seq& since) const {
  const auto text = [&](Seq seq, std::string_view what) {
    since = seq;
    return std::string(what) + " since " + step(seq);
  };
  switch (object.sort) {
    case Sort::callback: {
      const model::Callback& callback = *state_.callbacks().find(object.id);
      const bool runs = callback.status == model::Callback::Status::running;
      return runs ? text(callback.began, "has been running")
                  : text(callback.added, "has been queued");
    }
    case Sort::timer: {
      const model::Timer& timer = *state_.timers().find(object.id);
      const std::int64_t left = state_.until_due(timer);
      return text(timer.added, "has been pending") + ": it is due " +
             (left > 0 ? "in " + milliseconds(left) : milliseconds(-left) + " ago");
    }
    case Sort::future:
      return text(state_.futures().find(object.id)->made, "has been pending");
    case Sort::coroutine:
      return text(state_.coroutines().find(object.id)->at, "has been suspended");
    case Sort::stream:
      return stream_waiting(object.id, *state_.streams().find(object.id), since);
    case Sort::task: {
      const model::Task& task = *state_.tasks().find(object.id);
      const bool runs = task.status == model::Task::Status::running;
      return runs ? text(task.began, "has been running on thread " + std::to_string(task.thread))
                  : text(task.submitted, "has been waiting for a thread");
    }
    case Sort::exchange: {
      const model::Exchange& exchange = *state_.exchanges().find(object.id);
      return text(exchange.began, "has been under way") + ": " + stage_of(exchange.status);
    }
    default:
      return {};
  }
}

}  // namespace eyewall::explain
