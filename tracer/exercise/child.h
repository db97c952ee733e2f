// Runs a program that may do anything: it is held to limits, and nothing of it is left behind.
//
// What: a child in a process group of its own, its output and its messages captured, with limits of
//   time, memory, output and files. However it ends, that is a value; the group is killed then.
// How to use it: run(Command, Limits, stop). A compiler is run so as well as a learner's program.
// For: workshop.cc, attempt.cc. Threads: any, side by side. `stop` may be set by another thread or
//   by a signal handler: the child is killed within a twentieth of a second.
// Ownership: none is left. When this process is killed, its child is too.
// Errors: std::system_error where not even a process can be made.
// Source: ours. Running an exercise is no part of what is traced, so it does not go through
//   core/sys.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace eyewall::exercise {

using Stop = std::atomic<bool>;

struct Command {
  std::vector<std::string> words;  // the program's path or name, and its arguments
  std::string folder;              // where it runs; empty: here
  std::vector<std::pair<std::string, std::string>> environment;  // beside what is there
  std::string trace = {};  // a file that it writes and that is held to Limits::trace; empty: none
};

struct Limits {
  std::chrono::milliseconds time{10'000};
  std::uint64_t memory = std::uint64_t{1} << 30;  // of address space; 0: none
  std::uint64_t file = std::uint64_t{1} << 27;    // bytes of a file that it writes; 0: none
  std::uint64_t trace = std::uint64_t{1} << 25;   // bytes of its trace
  std::size_t output = std::size_t{1} << 20;      // bytes of output, and of messages
};

struct Ran {
  enum class End : std::uint8_t {
    exited,           // by itself, with `status`
    killed,           // by `signal`, which was its own doing
    too_long,         // it still ran after the time limit
    too_much_output,  // it printed more than the limit
    too_large_trace,  // its trace grew beyond the limit: an endless loop
    too_large_file,   // another file did
    stopped,          // by `stop`
    not_started,      // it could not be run; `messages` says why
  };
  End end = End::exited;
  int status = 0;
  int signal = 0;
  std::string output;
  std::string messages;
  std::chrono::milliseconds took{0};

  bool good() const { return end == End::exited && status == 0; }
};

/// "was killed by signal 11 (Segmentation fault)"
std::string to_string(const Ran& ran, const Limits& limits);

Ran run(const Command& command, const Limits& limits, const Stop& stop);

}  // namespace eyewall::exercise
