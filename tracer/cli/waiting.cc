#include "cli/waiting.h"

#include <unistd.h>

#include <array>
#include <csignal>
#include <iostream>

#include "cli/cli.h"

namespace eyewall::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 500ms;  // what takes less needs no percentage
constexpr auto kInterval = 100ms;

constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};
volatile std::sig_atomic_t caught = 0;
std::array<struct sigaction, kSignals.size()> before;

void note(int signal) {
  caught = signal;
}

}  // namespace

Waiting::Waiting(std::size_t all)
    : all_(all), terminal_(::isatty(STDERR_FILENO) != 0), next_(Clock::now() + kPatience) {
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
  if (shown_) std::cerr << "\r      \r" << std::flush;
  for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &before[i], nullptr);
  if (caught != 0) ::raise(caught);
}

void Waiting::tell(std::size_t done, bool good) {
  if (caught != 0) throw Problem("stopped");
  if (!good) throw Problem("cannot write the output");
  if (terminal_ && Clock::now() >= next_) show(done);
}

void Waiting::show(std::size_t done) {
  std::cerr << '\r' << done * 100 / all_ << " % " << std::flush;
  shown_ = true;
  next_ = Clock::now() + kInterval;
}

}  // namespace eyewall::cli
