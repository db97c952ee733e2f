// Executors: where blocking work goes.
//
// What: Executor (submit gives a Future), DummyExecutor (runs it here and now), ThreadPoolExecutor.
// For: run_on_executor, net's resolvers, users with blocking calls.
// Threads: submit from any thread. The future is set on the thread that ran the work.
// Ownership: an executor owns its threads and the work it has not begun.
// Source: Tornado 3.1.1 concurrent.DummyExecutor; Python's concurrent.futures.ThreadPoolExecutor.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "concurrent/future.h"

namespace eyewall {

/// Work was submitted to an executor that is shut down.
class ExecutorShutDownError : public std::logic_error {
 public:
  ExecutorShutDownError() : std::logic_error("the executor is shut down: it takes no more work") {}
};

class Executor {
 public:
  virtual ~Executor() = default;

  /// Runs fn() and gives its result. fn may be named. Throws ExecutorShutDownError.
  template <class F>
  auto submit(F fn, Site at = Site::current()) {
    using R = std::invoke_result_t<F&>;
    Future<R> future(at);
    const char* const name = name_of(fn);
    const trace::Id id = trace::new_id(trace::Object::task);
    const trace::Seq submitted = trace::emit<trace::Kind::executor_submit>(
        at, 0, trace::f::task(id), trace::f::name(name), trace::f::future(future.id()));
    execute([fn = std::move(fn), future, name, id, submitted]() mutable {
      const trace::Scope scope(trace::emit<trace::Kind::executor_begin>(
          Site::current(), submitted, trace::f::task(id), trace::f::name(name)));
      const End end{id, Site::current()};
      complete(fn, future);
    });
    return future;
  }

  /// Takes no more work. wait: returns when what was taken is done. Work that was not begun is done
  /// still.
  virtual void shutdown(bool wait = true) = 0;

 protected:
  virtual void execute(Function<void()> work) = 0;

 private:
  // Told however the work is left: a done callback may throw.
  struct End {
    trace::Id id;
    Site at;
    ~End() { trace::emit<trace::Kind::executor_end>(at, 0, trace::f::task(id)); }
  };

  template <class F, class R>
  static void complete(F& fn, Future<R>& future) {
    try {
      if constexpr (std::is_void_v<R>) {
        fn();
        future.set_result();
      } else {
        future.set_result(fn());
      }
    } catch (...) {
      if (future.done()) throw;  // a done callback threw, not fn
      future.set_exception(std::current_exception());
    }
  }
};

/// Runs everything at once, on the submitting thread.
class DummyExecutor final : public Executor {
 public:
  void shutdown(bool = true) override {}

 protected:
  void execute(Function<void()> work) override { work(); }
};

/// The one DummyExecutor that everybody may share.
DummyExecutor& dummy_executor();

class ThreadPoolExecutor final : public Executor {
 public:
  /// Threads are started when work needs them. max_workers >= 1, or std::invalid_argument is
  /// thrown.
  explicit ThreadPoolExecutor(std::size_t max_workers);
  ~ThreadPoolExecutor() override { shutdown(true); }
  void shutdown(bool wait = true) override;

 protected:
  void execute(Function<void()> work) override;

 private:
  // Shared with the threads, which may outlive a shutdown that does not wait.
  struct Queue {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Function<void()>> work;
    std::size_t idle = 0;
    bool closed = false;
  };
  static void worker(const std::shared_ptr<Queue>& queue);

  std::size_t max_workers_;
  std::shared_ptr<Queue> queue_ = std::make_shared<Queue>();
  std::vector<std::thread> threads_;  // guarded by queue_->mutex
};

}  // namespace eyewall
