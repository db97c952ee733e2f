#include "explain/lint.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "explain/lint_watch.h"
#include "explain/suggest.h"

namespace eyewall::explain {
namespace {

struct Row {
  Rule rule;
  Maker watch;
};

constexpr std::array kRows = {
    Row{{"blocked-loop", "a callback or a handler held the loop for too long",
         "While one callback runs nothing else does: no timer fires, no descriptor is served.",
         "Give slow work to an executor, or cut it into callbacks that schedule one another. "
         "`eyewall blame` says who waited."},
        watch_blocked_loop},
    Row{{"never-ran", "a callback was scheduled and never ran",
         "Whoever waits for what it would have done waits for ever.",
         "Let the loop run until the work is done: stop it from the last callback, or use "
         "run_sync."},
        watch_never_ran},
    Row{{"unresolved-future", "a future never got its result",
         "A coroutine that yields it is never resumed.",
         "See to it that every way out sets it, errors too. `eyewall why-not TRACE future N` says "
         "what it waits for."},
        watch_unresolved_future},
    Row{{"lost-exception", "a future's exception that nobody looked at",
         "What went wrong is known to nobody, and the program goes on as if it had not.",
         "Yield the future, or ask it for its exception; also that of a future you start and "
         "forget."},
        watch_lost_exception},
    Row{{"unfinished-coroutine", "a coroutine that never came to its end",
         "What stands behind its yield, clean-up included, was not done in its order.",
         "Resolve what it waits for, or give it a timeout. `eyewall why-not TRACE coroutine N` "
         "says what that is."},
        watch_unfinished_coroutine},
    Row{{"left-handler", "a descriptor was still registered when its loop was closed",
         "The handler, and all that it holds, lives as long as the loop.",
         "Call remove_handler, or close the stream, before the loop is closed."},
        watch_left_handler},
    Row{{"closed-registered", "a descriptor was closed while the loop watched it",
         "The kernel forgets it without a word: its handler never runs again, and the number may "
         "be given to another file.",
         "Call remove_handler before close; streams do it for you."},
        watch_closed_registered},
    Row{{"busy-poll", "the loop turned again and again with nothing to do",
         "A core is burnt, and everybody else waits for it.",
         "Wait for a descriptor, a future or a timer with a delay, and do not ask in a circle."},
        watch_busy_poll},
    Row{{"starved-timer", "a timer fired much later than it was due",
         "Timeouts come too late, and what is periodic loses beats.",
         "Something held the loop meanwhile: see blocked-loop, and `eyewall blame`."},
        watch_starved_timer},
    Row{{"growing-queue", "an executor's queue grew and grew",
         "Work comes faster than it is done: the memory and the waiting have no bound.",
         "Wait for what you submitted before you submit more, or give the executor more threads."},
        watch_growing_queue},
};

constexpr auto kRules = [] {
  std::array<Rule, kRows.size()> all{};
  for (std::size_t i = 0; i < kRows.size(); ++i) all[i] = kRows[i].rule;
  return all;
}();

void check(const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    if (std::any_of(kRules.begin(), kRules.end(), [&](const Rule& rule) { return rule.id == id; }))
      continue;
    std::vector<std::string_view> known;
    for (const Rule& rule : kRules) known.push_back(rule.id);
    throw std::invalid_argument("no rule '" + id + "'; " + suggestion(id, known));
  }
}

bool wanted(const Rule& rule, const LintOptions& options) {
  const auto in = [&](const std::vector<std::string>& ids) {
    return std::find(ids.begin(), ids.end(), rule.id) != ids.end();
  };
  return (options.only.empty() || in(options.only)) && !in(options.allow);
}

}  // namespace

std::span<const Rule> rules() {
  return kRules;
}

std::vector<Finding> lint(const read::Trace& trace, const LintOptions& options) {
  check(options.only);
  check(options.allow);
  const Spans spans(trace);
  const Scene scene{trace, spans, options};
  std::vector<std::pair<std::size_t, std::unique_ptr<Watch>>> watches;
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (wanted(kRules[i], options)) watches.emplace_back(i, kRows[i].watch(scene));
  }
  model::State state(trace);
  for (const read::Event& event : trace.events()) {
    state.apply(event);
    for (const auto& [rule, watch] : watches) watch->see(state, event);
  }
  std::vector<Finding> findings;
  for (const auto& [rule, watch] : watches) {
    watch->end(state);
    for (auto& [seq, text] : watch->found) findings.push_back({rule, seq, std::move(text)});
  }
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.seq < b.seq; });
  return findings;
}

}  // namespace eyewall::explain
