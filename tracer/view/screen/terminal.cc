#include "screen/terminal.h"

#include <unistd.h>

#include <chrono>

#include "screen/curses.h"
#include "screen/signals.h"

namespace eyewall::screen {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

class Session {
 public:
  Session(App& app, Signals& signals) : app_(app), signals_(signals) {}

  /// Until it is over: 0, or the signal that ends the process.
  int run() {
    app_.resize(curses_.size());
    while (!app_.over()) {
      curses_.draw(app_.paint());
      const auto woken = signals_.wait(STDIN_FILENO, until_tick());
      if (woken == Signals::Woken::gone) return 0;
      if (const int signal = obey_signals(); signal != 0) return signal;
      if (woken == Signals::Woken::input && !obey_keys()) return 0;
      tick();
      if (const int signal = signals_.ending(); signal != 0) return signal;
    }
    return 0;
  }

 private:
  std::optional<milliseconds> until_tick() {
    const auto interval = app_.interval();
    if (!interval) {
      next_tick_.reset();
      return std::nullopt;
    }
    const Clock::time_point now = Clock::now();
    if (!next_tick_ || *next_tick_ > now + *interval) next_tick_ = now + *interval;
    const auto left = std::chrono::ceil<milliseconds>(*next_tick_ - now);
    return std::max(left, milliseconds(0));
  }

  void tick() {
    if (!next_tick_ || Clock::now() < *next_tick_) return;
    next_tick_.reset();
    work([&] { app_.tick(); });
  }

  // A SIGINT that comes meanwhile ends the work, not the player.
  template <class Work>
  void work(Work work) {
    Signals::clear_interrupt();
    work();
    signals_.take(SIGINT);
  }

  int obey_signals() {
    if (const int signal = signals_.ending(); signal != 0) return signal;
    if (signals_.take(SIGINT)) {
      if (!app_.takes_interrupt()) return SIGINT;
      app_.key(control('C'));
    }
    const bool stops = signals_.take(SIGTSTP);
    if (stops) {
      curses_.leave();
      signals_.act(SIGTSTP);
    }
    if (signals_.take(SIGCONT) || stops) {
      curses_.leave();  // who knows what others have made of the terminal
      curses_.enter();
      app_.resize(curses_.size());
    }
    if (signals_.take(SIGWINCH)) app_.resize(curses_.size());
    return 0;
  }

  // False: there is nobody any more who could press one.
  bool obey_keys() {
    bool any = false;
    while (!app_.over()) {
      const std::optional<Key> key = curses_.key();
      if (!key) break;
      any = true;
      if (*key == control('L')) curses_.forget();
      work([&] { app_.key(*key); });
    }
    return any || app_.over() || ::isatty(STDIN_FILENO) != 0;
  }

  App& app_;
  Signals& signals_;
  Curses curses_;
  std::optional<Clock::time_point> next_tick_;
};

}  // namespace

void run(App& app, view::Navigator& navigator) {
  Signals signals;
  navigator.interrupt_with(&Signals::interrupt());
  const int signal = Session(app, signals).run();
  navigator.interrupt_with(nullptr);
  if (signal != 0) signals.act(signal);
}

}  // namespace eyewall::screen
