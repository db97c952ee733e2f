// Signals as something one waits for, beside keys.
//
// What: handlers that only note what came; wait() lets them in without a gap between the look and
//   the sleep. What was ignored when the process began stays ignored.
// For: terminal.cc. Threads: the main one, and one Signals at a time. Ownership: the old handlers
//   come back with the end of it.
// Source: ours; POSIX has ppoll for this.
#pragma once

#include <signal.h>

#include <array>
#include <atomic>
#include <chrono>
#include <optional>

namespace eyewall::screen {

class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  enum class Woken { input, signal, time, gone };
  /// Waits until the descriptor has input, a signal has come, or the time is over; gone: there
  /// will be no more input.
  Woken wait(int fd, std::optional<std::chrono::milliseconds> longest);

  /// Whether it came since the last time that somebody asked.
  bool take(int signal);
  /// The signal that ends the process: SIGTERM, SIGHUP or SIGQUIT; 0: none. SIGINT is asked for
  /// apart, for it may mean less.
  int ending() const;
  /// Does to this process what the signal would have done without us: stops it, or ends it.
  void act(int signal);

  /// Set by SIGINT and by what ends the process; for work that takes long. It lives for ever.
  static const std::atomic<bool>& interrupt();
  static void clear_interrupt();

 private:
  static constexpr std::array<int, 7> kCaught = {SIGINT,  SIGTERM,  SIGHUP, SIGQUIT,
                                                 SIGTSTP, SIGWINCH, SIGCONT};
  std::array<struct sigaction, kCaught.size()> before_{};
};

}  // namespace eyewall::screen
