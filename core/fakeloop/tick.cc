#include "fakeloop/tick.h"

namespace eyewall::fakeloop {

BadTick::BadTick() : std::invalid_argument("a tick must be longer than zero") {}

TimedTick::TimedTick(std::chrono::nanoseconds length) : length_(length) {
  if (length <= length.zero()) throw BadTick();
}

bool TimedTick::wait() {
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, length_, [this] { return stopped_; });
}

void TimedTick::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  changed_.notify_all();
}

bool ManualTick::tick() {
  std::unique_lock lock(mutex_);
  const std::uint64_t mine = ++granted_;
  changed_.notify_all();
  changed_.wait(lock, [&] { return stopped_ || over_ >= mine; });
  return over_ >= mine;
}

bool ManualTick::wait() {
  std::unique_lock lock(mutex_);
  over_ = taken_;  // who waits again has ended its turn
  changed_.notify_all();
  changed_.wait(lock, [this] { return stopped_ || granted_ > taken_; });
  if (stopped_) return false;
  ++taken_;
  return true;
}

void ManualTick::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  changed_.notify_all();
}

}  // namespace eyewall::fakeloop
