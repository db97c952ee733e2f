// Signals: the alarm behind set_blocking_log_threshold, and handlers.
//
// What: sigaction and setitimer, checked. Handlers run in signal context: only async-signal-safe
// calls. For: ioloop. Threads: process-wide state; for the main thread. Source: Python's signal
// module, as Tornado 3.1.1's PollIOLoop uses it.
#pragma once

#include "sys/clock.h"

namespace eyewall::sys {

using SignalHandler = void (*)(int);

/// Installs a handler, restarting interrupted calls where the kernel can. Throws Error.
void set_signal_handler(int signal, SignalHandler handler);
/// SIGALRM once after `after`; zero: no more. Throws Error.
void set_alarm(Duration after);
/// Writes to standard error from a signal handler. Async-signal-safe; best effort.
void write_stderr(const char* text) noexcept;
/// Sends a signal to this process.
void raise_signal(int signal);

}  // namespace eyewall::sys
