// Rules about what is left when a program, or its trace, ends.
#include <algorithm>

#include "explain/inquiry.h"
#include "explain/lint_watch.h"
#include "explain/text.h"

namespace eyewall::explain {
namespace {

using model::Id;
using model::Sort;
using trace::Field;
using trace::Kind;
using trace::Seq;

constexpr std::size_t kExplained = 20;  // findings of a rule that say what is waited for

// Behind what a cut-off trace leaves open: that it may be the cut.
std::string at_the_end(const Scene& scene) {
  return scene.trace.complete() ? "" : " (The trace is cut off.)";
}

// What why_not says, without its first sentence.
std::string waits_for(const model::State& state, model::Ref object) {
  Inquiry inquiry(state);
  inquiry.about(object);
  const std::vector<Link> links = inquiry.links();
  return links.size() < 2 ? "" : " " + links[1].text;
}

class NeverRan final : public Watch {
 public:
  using Watch::Watch;
  void see(const model::State&, const read::Event& event) override {
    if (!event.is(Kind::callback_drop)) return;
    say(event.cause != 0 ? event.cause : event.seq,
        "Callback " + std::to_string(event.integer(Field::cb)) + " (" +
            read::printable(event.text(Field::name)) + ") never ran: it was destroyed at " +
            step(event.seq) + ".");
  }
  // A loop that was cut short in its turn would have run what is queued.
  void end(const model::State& state) override {
    if (state.loop_runs() && !scene().trace.complete()) return;
    for (const Id id : state.ready_queue()) {
      const model::Callback& callback = *state.callbacks().find(id);
      say(callback.added, "Callback " + std::to_string(id) + " (" + read::printable(callback.name) +
                              ") never ran: " +
                              (state.counters().iterations == 0 ? "the loop was not started."
                                                                : "the loop did not run again."));
    }
  }
};

class UnresolvedFuture final : public Watch {
 public:
  using Watch::Watch;
  void end(const model::State& state) override {
    state.futures().each_live([&](Id id, const model::Future& future) {
      // A coroutine is told of itself, as is one that was destroyed while it waited for this.
      if (future.coroutine != 0 || future.made == 0 || only_the_dead_wait(state, future))
        return true;
      say(future.made, "Future " + std::to_string(id) + " was never set, and " +
                           waiters(state, future) + "." +
                           (++told_ <= kExplained ? waits_for(state, {Sort::future, id}) : "") +
                           at_the_end(scene()));
      return true;
    });
  }

 private:
  static bool only_the_dead_wait(const model::State& state, const model::Future& future) {
    const auto dead = [&](const model::Future::Waiter& waiter) {
      const model::Runner* const runner = state.runners().find(waiter.runner);
      if (runner == nullptr) return false;
      const model::Coroutine* const coroutine = state.coroutines().find(runner->coroutine);
      return coroutine != nullptr && coroutine->status == model::Coroutine::Status::closed;
    };
    return !future.waiters.empty() &&
           std::all_of(future.waiters.begin(), future.waiters.end(), dead);
  }

  static std::string waiters(const model::State& state, const model::Future& future) {
    if (future.waiters.empty()) return "nobody waits for it";
    const model::Future::Waiter& first = future.waiters.front();
    const model::Runner* const runner = state.runners().find(first.runner);
    if (runner != nullptr)
      return object_name(state, {Sort::coroutine, runner->coroutine}) + " waits for it";
    return (first.name.empty() ? "somebody" : read::printable(first.name)) + " waits for it";
  }

  std::size_t told_ = 0;
};

class LostException final : public Watch {
 public:
  using Watch::Watch;
  void see(const model::State&, const read::Event& event) override {
    if (!event.is(Kind::future_lost)) return;
    const std::string_view type = event.text(Field::type);
    say(event.cause != 0 ? event.cause : event.seq,
        "Nobody looked at the exception of future " + std::to_string(event.integer(Field::future)) +
            ": " + (type.empty() ? "" : read::printable(type) + ": ") +
            read::printable(event.text(Field::error)) + ".");
  }
};

class UnfinishedCoroutine final : public Watch {
 public:
  using Watch::Watch;
  // One that is destroyed is told of then: its object may live on as another.
  void see(const model::State& state, const read::Event& event) override {
    if (!event.is(Kind::gen_close)) return;
    const auto id = static_cast<Id>(event.integer(Field::gen));
    const model::Coroutine* const coroutine = state.coroutines().find(id);
    if (coroutine == nullptr || coroutine->runner == 0) return;  // a generator may be left early
    say(event.seq, "Coroutine " + std::to_string(id) + " (" + read::printable(coroutine->name) +
                       ") was destroyed before its end: nobody was left who could resume it.");
  }
  void end(const model::State& state) override {
    state.coroutines().each_live([&](Id id, const model::Coroutine& coroutine) {
      if (coroutine.runner == 0) return true;
      const bool suspended = coroutine.status == model::Coroutine::Status::suspended;
      say(coroutine.at, "Coroutine " + std::to_string(id) + " (" + read::printable(coroutine.name) +
                            ") never came to its end: " +
                            (suspended ? wait(coroutine) : "it runs") + "." + at_the_end(scene()));
      return true;
    });
  }

 private:
  static std::string wait(const model::Coroutine& coroutine) {
    const std::string since = "since " + step(coroutine.at) + " it waits for ";
    if (coroutine.awaited != 0) return since + "future " + std::to_string(coroutine.awaited);
    return since + "a " +
           read::printable(coroutine.waits_for.empty() ? "resume" : coroutine.waits_for);
  }
};

class LeftHandler final : public Watch {
 public:
  using Watch::Watch;
  // When its waker goes, a loop is closed.
  void see(const model::State& state, const read::Event& event) override {
    if (event.is(Kind::fd_remove) && event.text(Field::who).starts_with("waker")) left(state);
  }
  // A program that was killed has removed nothing, and cannot be blamed for it.
  void end(const model::State& state) override {
    if (scene().trace.complete()) left(state);
  }

 private:
  void left(const model::State& state) {
    state.handlers().each_live([&](Id fd, const model::Handler& handler) {
      const bool told = std::any_of(found.begin(), found.end(),
                                    [&](const Found& each) { return each.first == handler.added; });
      if (told || handler.who.starts_with("waker") || handler.closed != 0) return true;
      say(handler.added,
          "Descriptor " + std::to_string(fd) +
              (handler.who.empty() ? "" : " (" + read::printable(handler.who) + ")") +
              " was still registered when the " +
              (state.loop_runs() ? "program ended" : "loop was closed") + ".");
      return true;
    });
  }
};

}  // namespace

std::unique_ptr<Watch> watch_never_ran(const Scene& scene) {
  return std::make_unique<NeverRan>(scene);
}
std::unique_ptr<Watch> watch_unresolved_future(const Scene& scene) {
  return std::make_unique<UnresolvedFuture>(scene);
}
std::unique_ptr<Watch> watch_lost_exception(const Scene& scene) {
  return std::make_unique<LostException>(scene);
}
std::unique_ptr<Watch> watch_unfinished_coroutine(const Scene& scene) {
  return std::make_unique<UnfinishedCoroutine>(scene);
}
std::unique_ptr<Watch> watch_left_handler(const Scene& scene) {
  return std::make_unique<LeftHandler>(scene);
}

}  // namespace eyewall::explain
