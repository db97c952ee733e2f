#include "cli/waiting.h"

#include <unistd.h>

#include <array>
#include <csignal>
#include <iostream>

#include "cli/cli.h"

namespace eyewall::cli {
namespace {

constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};
volatile std::sig_atomic_t caught = 0;
std::array<struct sigaction, kSignals.size()> before;

void note(int signal) {
  caught = signal;
}

}  // namespace

Waiting::Waiting(std::size_t all, std::size_t many)
    : all_(all), shows_(all >= many && ::isatty(STDERR_FILENO) != 0) {
  caught = 0;
  struct sigaction noting {};
  noting.sa_handler = note;
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    ::sigaction(kSignals[i], nullptr, &before[i]);
    const bool ignored = before[i].sa_handler == SIG_IGN;  // nohup's wish
    if (!ignored) ::sigaction(kSignals[i], &noting, nullptr);
  }
}

Waiting::~Waiting() {
  if (shown_ != 0) std::cerr << "\r      \r" << std::flush;
  for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &before[i], nullptr);
  if (caught != 0) ::raise(caught);
}

void Waiting::tell(std::size_t done) {
  if (caught != 0) throw Problem("stopped");
  const std::size_t percent = shows_ ? done * 100 / all_ : 0;
  if (percent == shown_) return;
  std::cerr << '\r' << percent << " % " << std::flush;
  shown_ = percent;
}

}  // namespace eyewall::cli
