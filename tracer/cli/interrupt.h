// Ctrl-C, noted: what is under way is ended and cleaned up, and then the process ends by the
// signal.
//
// What: takes SIGINT, SIGTERM and SIGHUP while it lives; stop() is set when one comes.
// How to use it: make one before what has to be cleaned up; its end ends the process if one came.
// For: commands that run programs. Threads: the main one; one object at a time.
// Source: ours.
#pragma once

#include <atomic>

namespace eyewall::cli {

class Interrupt {
 public:
  Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  ~Interrupt();

  const std::atomic<bool>& stop() const;
};

/// How far something is, on standard error where that is a terminal: "12 of 112".
class Tally {
 public:
  explicit Tally(std::size_t all);
  Tally(const Tally&) = delete;
  Tally& operator=(const Tally&) = delete;
  ~Tally();
  void tell(std::size_t done);

 private:
  std::size_t all_;
  bool shows_;
};

}  // namespace eyewall::cli
