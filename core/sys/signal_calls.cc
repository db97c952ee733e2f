#include "sys/signal_calls.h"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstring>

#include "sys/outcome.h"

namespace eyewall::sys {

void set_signal_handler(int signal, SignalHandler handler) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  check(outcome(::sigaction(signal, &action, nullptr)), "sigaction");
}

void set_alarm(Duration after) {
  itimerval timer{};
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(after).count();
  timer.it_value.tv_sec = us / 1'000'000;
  timer.it_value.tv_usec = us % 1'000'000;
  check(outcome(::setitimer(ITIMER_REAL, &timer, nullptr)), "setitimer");
}

void write_stderr(const char* text) noexcept {
  const int saved = errno;
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text, std::strlen(text));
  errno = saved;
}

void raise_signal(int signal) {
  check(outcome(::kill(::getpid(), signal)), "kill");
}

}  // namespace eyewall::sys
