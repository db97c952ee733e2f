// Playing a trace by itself: on or off, and how fast.
//
// For: app.h. Threads: one at a time. Ownership: a value. Source: ours.
#pragma once

#include <algorithm>
#include <chrono>
#include <string>

namespace eyewall::screen {

class Playing {
 public:
  bool on() const { return on_; }
  void toggle() { on_ = !on_; }
  void stop() { on_ = false; }
  /// Twice as fast for each step, up to 64 events a second; half as fast for a step back.
  void faster(int steps) { speed_ = std::clamp(speed_ + steps, 0, kFastest); }
  /// Between two events.
  std::chrono::milliseconds interval() const {
    return std::chrono::milliseconds(kSlowest_ms >> speed_);
  }
  /// "2/s", "1/2s"
  std::string speed() const {
    return speed_ == 0 ? "1 in 2 s" : std::to_string(1 << (speed_ - 1)) + "/s";
  }

 private:
  static constexpr int kSlowest_ms = 2000;
  static constexpr int kFastest = 7;
  int speed_ = 2;
  bool on_ = false;
};

}  // namespace eyewall::screen
