#include "exercise/crew.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace eyewall::exercise {
namespace {

class Crew {
 public:
  Crew(std::size_t count, const Stop& stop, const std::function<void(std::size_t)>& work,
       const std::function<void(std::size_t)>& told)
      : count_(count), stop_(stop), work_(work), told_(told) {}

  void member() {
    while (!stop_.load() && !failed_.load()) {
      const std::size_t mine = next_.fetch_add(1);
      if (mine >= count_) return;
      try {
        work_(mine);
        const std::lock_guard<std::mutex> guard(lock_);
        ++done_;
        if (told_) told_(done_);
      } catch (...) {
        const std::lock_guard<std::mutex> guard(lock_);
        if (!failed_.exchange(true)) error_ = std::current_exception();
      }
    }
  }

  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::size_t count_;
  const Stop& stop_;
  const std::function<void(std::size_t)>& work_;
  const std::function<void(std::size_t)>& told_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex lock_;
  std::size_t done_ = 0;
  std::exception_ptr error_;
};

}  // namespace

void in_parallel(std::size_t count, unsigned threads, const Stop& stop,
                 const std::function<void(std::size_t)>& work,
                 const std::function<void(std::size_t)>& told) {
  Crew crew(count, stop, work, told);
  const std::size_t wished =
      threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads;
  {
    std::vector<std::jthread> members;
    for (std::size_t i = 0; i < std::min(wished, count); ++i)
      members.emplace_back([&crew] { crew.member(); });
  }
  crew.rethrow();
}

}  // namespace eyewall::exercise
