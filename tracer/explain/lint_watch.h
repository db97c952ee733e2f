// What a rule of lint does: looks at each event with the state after it, and at the end.
//
// What: the base of every rule's watch, and a maker a rule. Their table is in lint.cc.
// For: lint.cc and lint_*.cc. Threads: one at a time. Ownership: borrows what it looks at.
// Source: ours.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "explain/lint.h"
#include "explain/spans.h"
#include "model/state.h"

namespace eyewall::explain {

/// What every watch may ask.
struct Scene {
  const read::Trace& trace;
  const Spans& spans;
  const LintOptions& options;
};

class Watch {
 public:
  using Found = std::pair<trace::Seq, std::string>;

  explicit Watch(const Scene& given) : scene_(given) {}
  virtual ~Watch() = default;
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  /// The next event, and the state after it.
  virtual void see(const model::State&, const read::Event&) {}
  /// The state after the last event.
  virtual void end(const model::State&) {}
  std::vector<Found> found;

 protected:
  const Scene& scene() const { return scene_; }
  void say(trace::Seq seq, std::string text) { found.emplace_back(seq, std::move(text)); }

 private:
  const Scene& scene_;
};

using Maker = std::unique_ptr<Watch> (*)(const Scene&);

// lint_loop.cc, lint_busy.cc, lint_executor.cc: what happens while the loop runs
std::unique_ptr<Watch> watch_blocked_loop(const Scene& scene);
std::unique_ptr<Watch> watch_starved_timer(const Scene& scene);
std::unique_ptr<Watch> watch_closed_registered(const Scene& scene);
std::unique_ptr<Watch> watch_busy_poll(const Scene& scene);
std::unique_ptr<Watch> watch_growing_queue(const Scene& scene);
// lint_left.cc: what is left in the end
std::unique_ptr<Watch> watch_never_ran(const Scene& scene);
std::unique_ptr<Watch> watch_unresolved_future(const Scene& scene);
std::unique_ptr<Watch> watch_lost_exception(const Scene& scene);
std::unique_ptr<Watch> watch_unfinished_coroutine(const Scene& scene);
std::unique_ptr<Watch> watch_left_handler(const Scene& scene);

}  // namespace eyewall::explain
