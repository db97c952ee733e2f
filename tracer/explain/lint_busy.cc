// The rule about loops that turn in vain.
#include "explain/inquiry.h"
#include "explain/lint_watch.h"
#include "explain/text.h"

namespace eyewall::explain {
namespace {

using trace::Field;
using trace::Kind;
using trace::Seq;

// What happens where a callback, a timer or a coroutine does nothing but wait for the next turn.
bool bookkeeping(Kind kind) {
  switch (kind) {
    case Kind::callback_end:
    case Kind::timer_fire:
    case Kind::sys_epoll_wait:
    case Kind::loop_blocked:
    case Kind::loop_add_future:
    case Kind::future_new:
    case Kind::future_then:
    case Kind::future_resolve:
    case Kind::future_notify:
    case Kind::gen_send:
    case Kind::gen_resume:
    case Kind::gen_yield:
    case Kind::runner_ready:
    case Kind::runner_result:
    case Kind::runner_yielded:
    case Kind::runner_start:
    case Kind::runner_register:
    case Kind::runner_set_result:
      return true;
    default:
      return false;
  }
}

// Turns that neither wait nor find anything, one behind the other. What runs in them, if anything
// does, only schedules itself again. One that takes its time is no such turn: it computes.
class BusyPoll final : public Watch {
 public:
  using Watch::Watch;
  void see(const model::State& state, const read::Event& event) override {
    if (event.is(Kind::loop_iteration)) {
      vain_ = true;
      name_.clear();
      began_ = event.t;
    } else if (event.is(Kind::poll_begin)) {
      vain_ = vain_ && event.integer(Field::timeout_ns) == 0 &&
              (!name_.empty() || state.ready_queue().empty());
    } else if (event.is(Kind::poll_end)) {
      turned(event);
    } else if (vain_ && event.kind && !bookkeeping(*event.kind)) {
      vain_ = schedules(event);
    }
    if (vain_ && event.is(Kind::gen_send))
      who_ = "coroutine " + std::to_string(event.integer(Field::gen));
  }
  void end(const model::State&) override { report(); }

 private:
  static constexpr std::size_t kMany = 50;
  static constexpr std::int64_t kShort = 1'000'000;  // nanoseconds of a turn that does nothing

  // Whether it runs, or schedules, what this turn is about.
  bool schedules(const read::Event& event) {
    if (!event.is(Kind::callback_begin) && !event.is(Kind::callback_add) &&
        !event.is(Kind::timer_add)) {
      return false;
    }
    const std::string_view name = event.text(Field::name);
    if (name_.empty() && event.is(Kind::callback_begin)) name_ = who_ = std::string(name);
    return name_ == name || (event.is(Kind::timer_add) && name == "sleep") || name == "inner";
  }

  void turned(const read::Event& event) {
    const bool in_vain = vain_ && event.integer(Field::ready) == 0 && event.t - began_ < kShort;
    if (!in_vain) return report();
    if (turns_++ == 0) first_ = event.seq;
    last_ = event.seq;
    spins_ = name_.empty() ? std::string() : who_;
  }

  void report() {
    if (turns_ >= kMany) {
      say(first_, "Up to " + step(last_) + " the loop polled " + std::to_string(turns_) +
                      " times without waiting, and found nothing" +
                      (spins_.empty() ? "."
                                      : ": " + read::printable(spins_) +
                                            " does nothing but schedule itself again."));
    }
    turns_ = 0;
  }

  bool vain_ = false;  // so far nothing has happened in this turn
  std::string name_;   // of what runs in it; empty: nothing does
  std::string who_;    // the same, or the coroutine
  std::int64_t began_ = 0;
  std::size_t turns_ = 0;
  std::string spins_;
  Seq first_ = 0;
  Seq last_ = 0;
};

}  // namespace

std::unique_ptr<Watch> watch_busy_poll(const Scene& scene) {
  return std::make_unique<BusyPoll>(scene);
}

}  // namespace eyewall::explain
