#include "pace/pace.h"

namespace eyewall::lesson {
namespace {

// With no timeout pending the loop polls for this long (as Tornado does): then it waits for a
// descriptor, and really.
constexpr sys::Duration kNoTimeout = std::chrono::hours(1);

class PacedPoller final : public EpollPoller {
 public:
  explicit PacedPoller(StillClock& clock) : clock_(clock) {}

  int poll(std::span<epoll_event> out, sys::Duration timeout) override {
    if (timeout >= kNoTimeout) return EpollPoller::poll(out, timeout);
    const int ready = EpollPoller::poll(out, sys::Duration::zero());
    if (ready == 0) clock_.pass(timeout);
    return ready;
  }

 private:
  StillClock& clock_;
};

}  // namespace

Pace::Pace() : loop_(std::make_unique<PacedPoller>(clock_), clock_) {
  loop_.install();
}

}  // namespace eyewall::lesson
