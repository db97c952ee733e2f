#include "cli/background.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include "cli/cli.h"

namespace eyewall::cli {

Background::Background() : fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (fd_ < 0) throw Problem("nothing can be run in the background");
}

Background::~Background() {
  stop();
  ::close(fd_);
}

void Background::nudge() const {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(fd_, &one, sizeof one);
}

void Background::start(std::function<void(const exercise::Stop&)> work) {
  stop();
  stop_ = false;
  ended_ = false;
  error_ = nullptr;
  thread_ = std::thread([this, work = std::move(work)] {
    try {
      work(stop_);
    } catch (...) {
      error_ = std::current_exception();
    }
    ended_ = true;
    nudge();
  });
}

void Background::stop() {
  if (!thread_.joinable()) return;
  stop_ = true;
  thread_.join();
}

bool Background::finish() {
  std::uint64_t count = 0;
  [[maybe_unused]] const ssize_t size = ::read(fd_, &count, sizeof count);
  if (!thread_.joinable() || !ended_) return false;
  thread_.join();
  if (error_) std::rethrow_exception(error_);
  return true;
}

}  // namespace eyewall::cli
