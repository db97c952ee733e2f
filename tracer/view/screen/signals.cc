#include "screen/signals.h"

#include <poll.h>

#include <cstddef>

namespace eyewall::screen {
namespace {

static_assert(std::atomic<unsigned>::is_always_lock_free, "a signal handler may take no lock");
std::atomic<unsigned> came{0};  // a bit a signal
std::atomic<bool> interrupted{false};

unsigned bit(int signal) {
  return 1U << static_cast<unsigned>(signal);
}

bool is_stop(int signal) {
  return signal == SIGTSTP || signal == SIGWINCH || signal == SIGCONT;
}

void note(int signal) {
  came.fetch_or(bit(signal));
  if (!is_stop(signal)) interrupted.store(true);
}

}  // namespace

Signals::Signals() {
  came.store(0);
  interrupted.store(false);
  struct sigaction action {};
  action.sa_handler = note;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < kCaught.size(); ++i) {
    ::sigaction(kCaught[i], nullptr, &before_[i]);
    if (before_[i].sa_handler != SIG_IGN) ::sigaction(kCaught[i], &action, nullptr);
  }
}

Signals::~Signals() {
  for (std::size_t i = 0; i < kCaught.size(); ++i) ::sigaction(kCaught[i], &before_[i], nullptr);
}

Signals::Woken Signals::wait(int fd, std::optional<std::chrono::milliseconds> longest) {
  sigset_t caught;
  sigset_t open;
  sigemptyset(&caught);
  for (const int signal : kCaught) sigaddset(&caught, signal);
  ::pthread_sigmask(SIG_BLOCK, &caught, &open);
  Woken woken = Woken::signal;
  if (came.load() == 0) {
    struct pollfd input = {fd, POLLIN, 0};
    const auto ms = longest.value_or(std::chrono::milliseconds(0)).count();
    const struct timespec time = {ms / 1000, ms % 1000 * 1'000'000};
    const int ready = ::ppoll(&input, 1, longest ? &time : nullptr, &open);
    if (ready == 0) woken = Woken::time;
    if (ready > 0) woken = (input.revents & POLLIN) != 0 ? Woken::input : Woken::gone;
  }
  ::pthread_sigmask(SIG_SETMASK, &open, nullptr);
  return woken;
}

bool Signals::take(int signal) {
  return (came.fetch_and(~bit(signal)) & bit(signal)) != 0;
}

int Signals::ending() const {
  for (const int signal : {SIGTERM, SIGHUP, SIGQUIT}) {
    if ((came.load() & bit(signal)) != 0) return signal;
  }
  return 0;
}

void Signals::act(int signal) {
  struct sigaction usual {};
  struct sigaction ours {};
  usual.sa_handler = SIG_DFL;
  ::sigaction(signal, &usual, &ours);
  ::raise(signal);  // returns when the process goes on
  ::sigaction(signal, &ours, nullptr);
}

const std::atomic<bool>& Signals::interrupt() {
  return interrupted;
}

void Signals::clear_interrupt() {
  interrupted.store(false);
}

}  // namespace eyewall::screen
