#include "pace/pace.h"

namespace eyewall::lesson {
namespace {

// With no timeout pending the loop polls for this long (as Tornado does): then it waits for a
// descriptor, and really.
constexpr sys::Duration kNoTimeout = std::chrono::hours(1);

class PacedPoller final : public Poller {
 public:
  explicit PacedPoller(StillClock& clock) : clock_(clock) {}
  void add(int fd, std::uint32_t events, std::uint64_t token, Site at) override {
    epoll_.add(fd, events, token, at);
  }
  void modify(int fd, std::uint32_t events, std::uint64_t token, Site at) override {
    epoll_.modify(fd, events, token, at);
  }
  void remove(int fd, Site at) override { epoll_.remove(fd, at); }

  int poll(std::span<epoll_event> out, sys::Duration timeout) override {
    if (timeout >= kNoTimeout) return epoll_.poll(out, timeout);
    const int ready = epoll_.poll(out, sys::Duration::zero());
    if (ready == 0) clock_.pass(timeout);
    return ready;
  }

 private:
  EpollPoller epoll_;
  StillClock& clock_;
};

}  // namespace

Pace::Pace() : loop_(std::make_unique<PacedPoller>(clock_), clock_) {
  loop_.install();
}

}  // namespace eyewall::lesson
