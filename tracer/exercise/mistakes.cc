#include "exercise/mistakes.h"

#include <algorithm>
#include <array>

#include "exercise/mistake_finders.h"
#include "explain/lint.h"

namespace eyewall::exercise {
namespace {

// A mistake, and what finds it: a rule of lint, or a function.
struct Row {
  MistakeKind kind;
  std::string_view rule;
  Finder finder;
};

constexpr std::array kRows = {
    Row{{"loop_never_stopped",
         "Nobody called stop(): start() returns only after that. Call it "
         "where the work is done."},
        {},
        loop_never_stopped},
    Row{{"callback_never_returned",
         "A callback did not come to its end, and the loop waits for "
         "it: look for an endless loop, or for a call that waits."},
        {},
        callback_never_returned},
    Row{{"loop_never_started", "Callbacks and timers only run while the loop does: call start()."},
        {},
        loop_never_started},
    Row{{"callback_added_twice",
         "The same callback was added again before it had run, so it runs "
         "twice: add it in one place only."},
        {},
        callback_added_twice},
    Row{{"future_not_yielded",
         "A coroutine started something that gives a Future, and never "
         "yielded it: it did not wait, and the result is lost."},
        {},
        future_not_yielded},
    Row{{"handler_never_removed",
         "A handler stays registered until remove_handler is called, or "
         "its stream closed."},
        "left-handler",
        nullptr},
    Row{{"closed_while_watched",
         "A descriptor was closed while the loop watched it: call "
         "remove_handler first."},
        "closed-registered",
        nullptr},
    Row{{"blocking_call",
         "While one callback waits nothing else runs: use a timer, a Future or an "
         "executor in place of the call that waits."},
        "blocked-loop",
        nullptr},
    Row{{"timer_never_cancelled",
         "A timer was still pending at the end: call remove_timeout when "
         "it is no longer needed."},
        {},
        timer_never_cancelled},
    Row{{"callback_never_run",
         "A callback was added, and the loop ended before its next turn, "
         "which would have run it."},
        "never-ran",
        nullptr},
    Row{{"exception_never_looked_at",
         "A Future got an exception and nobody asked for it: yield "
         "it, or call result()."},
        "lost-exception",
        nullptr},
    Row{{"exception_let_out",
         "An exception left a callback: the loop logs it and goes on, and "
         "what stood behind the throw was not done."},
        {},
        exception_let_out},
    Row{{"future_never_set", "A Future never got a result: whoever waits for it waits for ever."},
        "unresolved-future",
        nullptr},
    Row{{"coroutine_never_finished", "A coroutine was never resumed behind its last yield."},
        "unfinished-coroutine",
        nullptr},
    Row{{"busy_loop",
         "The loop turned again and again with nothing to do: wait for a timer, a "
         "descriptor or a Future."},
        "busy-poll",
        nullptr},
};

constexpr auto kMistakeKinds = [] {
  std::array<MistakeKind, kRows.size()> all{};
  for (std::size_t i = 0; i < kRows.size(); ++i) all[i] = kRows[i].kind;
  return all;
}();

std::optional<Found> found_by_lint(const std::vector<explain::Finding>& findings,
                                   std::string_view rule) {
  for (const explain::Finding& finding : findings) {
    if (explain::rules()[finding.rule].id == rule) return Found{finding.seq, finding.text};
  }
  return std::nullopt;
}

}  // namespace

std::span<const MistakeKind> mistake_kinds() {
  return kMistakeKinds;
}

std::vector<Mistake> mistakes(const read::Trace& trace) {
  const std::vector<explain::Finding> findings = explain::lint(trace);
  const model::State end = state_at_the_end(trace);
  std::vector<Mistake> all;
  for (const Row& row : kRows) {
    const auto found =
        row.finder == nullptr ? found_by_lint(findings, row.rule) : row.finder(trace, end);
    // The one that was not waited for is told of already.
    const bool again = row.rule == "unresolved-future" &&
                       std::any_of(all.begin(), all.end(), [](const Mistake& each) {
                         return each.kind.id == "future_not_yielded";
                       });
    if (found && !again) all.push_back({row.kind, found->seq, found->text});
  }
  return all;
}

}  // namespace eyewall::exercise
