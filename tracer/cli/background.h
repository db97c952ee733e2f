// One piece of work beside the main thread, which can be told to stop.
//
// What: start() begins it on a thread of its own; fd() can be read when it has ended, or has
//   something to show (nudge()).
// For: exercise_watch.cc. Threads: made, started and asked on one; nudge() on any.
// Ownership: owns the thread; its end stops the work and waits for it.
// Errors: what the work throws comes out of finish().
// Source: ours.
#pragma once

#include <exception>
#include <functional>
#include <thread>

#include "exercise/child.h"

namespace eyewall::cli {

class Background {
 public:
  Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;
  ~Background();

  int fd() const { return fd_; }
  bool running() const { return thread_.joinable(); }
  /// Stops what is under way, and begins this.
  void start(std::function<void(const exercise::Stop&)> work);
  /// Stops it, and waits; whatever it made or threw is forgotten.
  void stop();
  /// To be called when fd() can be read. True: it has ended, by itself.
  bool finish();
  /// Lets fd() be read.
  void nudge() const;

 private:
  int fd_;
  exercise::Stop stop_ = false;
  std::atomic<bool> ended_ = false;
  std::exception_ptr error_;
  std::thread thread_;
};

}  // namespace eyewall::cli
