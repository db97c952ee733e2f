// ThreadPoolExecutor: runs functions on threads, and gives a Future for each.
//
// What: up to max_workers threads, made when they are first needed; what exceeds them waits its
// turn. For: run_on_executor. Threads: submit from any. Ownership: owns its threads. The destructor
// runs what was submitted to its end, and joins. Differs from Python: a task is running from the
// moment a free worker is chosen for it, inside submit,
//   so that what a program prints of its state does not depend on the scheduler.
// Source: Python's concurrent.futures.ThreadPoolExecutor, for Tornado 3.1.1's concurrent.py.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "fakeloop/future.h"
#include "trace/emit.h"

namespace eyewall::fakeloop {

/// An executor without workers would run nothing.
class NoWorkers : public std::invalid_argument {
 public:
  NoWorkers();
};

/// submit was called, by a task, while the executor was being destroyed.
class ExecutorShutDown : public std::runtime_error {
 public:
  explicit ExecutorShutDown(const std::string& name);
};

class ThreadPoolExecutor {
 public:
  /// Throws NoWorkers for 0.
  explicit ThreadPoolExecutor(std::size_t max_workers);
  ~ThreadPoolExecutor();
  ThreadPoolExecutor(const ThreadPoolExecutor&) = delete;
  ThreadPoolExecutor& operator=(const ThreadPoolExecutor&) = delete;

  /// Runs function() on a worker; the future gets what it returns or throws. `name` is for the
  /// trace and for repr(). Throws ExecutorShutDown, and std::system_error when no thread is to be
  /// had.
  template <class F>
  auto submit(std::string name, F function, trace::Site at = trace::Site::current())
      -> Future<std::invoke_result_t<F&>>;

 private:
  // One submitted function.
  class Work {
   public:
    Work(std::string name, trace::Site at);
    virtual ~Work() = default;
    virtual void set_running() = 0;
    const std::string& name() const { return name_; }
    void run();

   protected:
    virtual void call() = 0;

    std::string name_;
    trace::Id id_;
    trace::Seq submitted_;
  };
  template <class F>
  class WorkOf;

  void take(std::unique_ptr<Work> work);
  void work();  // a worker's thread
  std::unique_ptr<Work> next(bool has_worked);

  const std::size_t max_workers_;
  std::mutex mutex_;
  std::condition_variable changed_;
  // All guarded by mutex_.
  std::deque<std::unique_ptr<Work>> assigned_;  // a free worker is on its way to each
  std::deque<std::unique_ptr<Work>> backlog_;   // every worker is busy
  std::size_t busy_ = 0;  // workers that run a task or are on their way to one
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

template <class F>
class ThreadPoolExecutor::WorkOf final : public Work {
 public:
  using Result = std::invoke_result_t<F&>;

  WorkOf(std::string name, F function, trace::Site at)
      : Work(name, at), function_(std::move(function)), promise_(std::move(name), at) {}

  Future<Result> future() const { return promise_.future(); }
  void set_running() override { promise_.set_running(); }

 private:
  void call() override {
    try {
      if constexpr (std::is_void_v<Result>) {
        function_();
        promise_.set_result(trace::Site());
      } else {
        promise_.set_result(function_(), {});
      }
    } catch (...) {
      promise_.set_exception(std::current_exception(), {});
    }
  }

  F function_;
  Promise<Result> promise_;
};

template <class F>
auto ThreadPoolExecutor::submit(std::string name, F function, trace::Site at)
    -> Future<std::invoke_result_t<F&>> {
  auto work = std::make_unique<WorkOf<F>>(std::move(name), std::move(function), at);
  auto future = work->future();
  take(std::move(work));
  return future;
}

}  // namespace eyewall::fakeloop
