// The rule about executors.
#include <algorithm>

#include "explain/doer.h"
#include "explain/lint_watch.h"

namespace eyewall::explain {
namespace {

using trace::Seq;

// The queue is looked at once a turn that submits: a burst is no growth. It grows where it was
// never empty over many such turns and is now longer than ever, by half since half of them.
class GrowingQueue final : public Watch {
 public:
  using Watch::Watch;
  void see(const model::State& state, const read::Event& event) override {
    if (!event.is(trace::Kind::executor_submit)) return;
    const read::Event* const turn = turn_of(scene().trace, event);
    const Seq of = turn == nullptr ? 0 : turn->seq;
    if (of != turn_) judge();
    const std::size_t waiting = waiting_in(state);
    if (waiting == 0) lengths_.clear();
    if (lengths_.empty()) since_ = event.seq;
    if (lengths_.empty() || of != turn_)
      lengths_.push_back(waiting);
    else
      lengths_.back() = waiting;
    turn_ = of;
  }
  void end(const model::State&) override { judge(); }

 private:
  static constexpr std::size_t kTurns = 10;
  static constexpr std::size_t kLong = 10;  // tasks

  // At least so many tasks wait: those that are not done, less one for each other thread.
  static std::size_t waiting_in(const model::State& state) {
    const std::size_t workers = state.threads().size() - 1;
    return state.tasks().live() - std::min(state.tasks().live(), workers);
  }

  void judge() {
    const std::size_t turns = lengths_.size();
    if (turns < kTurns || since_ == told_) return;
    const std::size_t now = lengths_.back();
    if (now < kLong || now < *std::max_element(lengths_.begin(), lengths_.end()) ||
        now * 2 < lengths_[turns / 2] * 3) {
      return;
    }
    told_ = since_;
    say(since_, "The executor's queue had grown to " + std::to_string(now) + " tasks, over " +
                    std::to_string(turns) + " turns that submitted some, and was never empty.");
  }

  std::vector<std::size_t> lengths_;  // since the queue was last empty, one a turn
  Seq turn_ = 0;
  Seq since_ = 0;  // the submission with which this growth began
  Seq told_ = 0;   // the growth that was told of
};

}  // namespace

std::unique_ptr<Watch> watch_growing_queue(const Scene& scene) {
  return std::make_unique<GrowingQueue>(scene);
}

}  // namespace eyewall::explain
