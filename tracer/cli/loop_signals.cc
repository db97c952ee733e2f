#include "cli/loop_signals.h"

#include <signal.h>

#include <atomic>

namespace eyewall::cli {
namespace {

constexpr int kEndingSignals[] = {SIGINT, SIGTERM};

IOLoop* signalled_loop = nullptr;
Function<void()> signal_callback;
std::atomic<int> signalled_by{0};

void on_signal_of_loop(int signal) {
  ::signal(signal, SIG_DFL);
  signalled_by = signal;
  signalled_loop->add_callback_from_signal([](void*) { signal_callback(); }, nullptr);
}

}  // namespace

LoopSignals::LoopSignals(IOLoop& loop, Function<void()> on_signal) {
  signalled_by = 0;
  signalled_loop = &loop;
  signal_callback = std::move(on_signal);
  for (const int signal : kEndingSignals) ::signal(signal, on_signal_of_loop);
}

LoopSignals::~LoopSignals() {
  for (const int signal : kEndingSignals) ::signal(signal, SIG_DFL);
  signal_callback = nullptr;
}

int LoopSignals::by() {
  return signalled_by;
}

}  // namespace eyewall::cli
