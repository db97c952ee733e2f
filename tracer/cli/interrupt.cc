#include "cli/interrupt.h"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <iostream>
#include <string>

namespace eyewall::cli {
namespace {

constexpr std::array kEnding = {SIGINT, SIGTERM, SIGHUP};
std::atomic<bool> stop_wished = false;
std::atomic<int> signal_taken = 0;
std::array<struct sigaction, kEnding.size()> as_before;
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

void end_soon(int signal) {
  signal_taken = signal;
  stop_wished = true;
}

}  // namespace

Interrupt::Interrupt() {
  stop_wished = false;
  signal_taken = 0;
  struct sigaction noting {};
  noting.sa_handler = end_soon;
  for (std::size_t i = 0; i < kEnding.size(); ++i) {
    ::sigaction(kEnding[i], nullptr, &as_before[i]);
    const bool ignored = as_before[i].sa_handler == SIG_IGN;  // nohup's wish
    if (!ignored) ::sigaction(kEnding[i], &noting, nullptr);
  }
}

Interrupt::~Interrupt() {
  for (std::size_t i = 0; i < kEnding.size(); ++i) ::sigaction(kEnding[i], &as_before[i], nullptr);
  if (signal_taken != 0) ::raise(signal_taken);
}

const std::atomic<bool>& Interrupt::stop() const {
  return stop_wished;
}

Tally::Tally(std::size_t all) : all_(all), shows_(::isatty(STDERR_FILENO) != 0) {
  tell(0);
}

Tally::~Tally() {
  if (shows_) std::cerr << "\r\x1b[K" << std::flush;
}

void Tally::tell(std::size_t done) {
  if (shows_) std::cerr << "\r" << done << " of " << all_ << " " << std::flush;
}

}  // namespace eyewall::cli
