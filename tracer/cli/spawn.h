// Running a program, as its parent or in this process's place.
//
// What: the environment that records, a child that is waited for, signals that are passed on.
// For: record and lesson. Threads: the main one, before any other is started.
// Errors: Problem for what cannot be run.
// Source: ours.
#pragma once

#include <string>
#include <vector>

namespace eyewall::cli {

/// How a child ended: its exit status, or the signal that killed it.
struct Ending {
  int status = 0;
  int signal = 0;
  bool failed() const { return status != 0 || signal != 0; }
};
/// "ended with status 3", "was killed by signal 9 (Killed)".
std::string to_string(const Ending& ending);

/// Sets what a child, or the program that replaces this one, finds in its environment.
/// An empty payload leaves EYEWALL_PAYLOAD as it is.
void record_into(const std::string& path, const std::string& payload);

/// Runs a program (found as the shell finds it) and waits for it. SIGHUP, SIGINT, SIGQUIT,
/// SIGTERM, SIGUSR1 and SIGUSR2 sent to this process are sent on to it, once: what the terminal
/// sends to the whole foreground group reaches the child without us.
Ending run_child(const std::vector<std::string>& words);

/// Runs a program in place of this one.
[[noreturn]] void become(const std::vector<std::string>& words);

}  // namespace eyewall::cli
