#include "concurrent/executor.h"

#include "sys/log.h"
#include "trace/exception_text.h"

namespace eyewall {

DummyExecutor& dummy_executor() {
  static DummyExecutor executor;
  return executor;
}

ThreadPoolExecutor::ThreadPoolExecutor(std::size_t max_workers) : max_workers_(max_workers) {
  if (max_workers == 0)
    throw std::invalid_argument("ThreadPoolExecutor: max_workers must be at least 1");
}

void ThreadPoolExecutor::execute(Function<void()> work) {
  const std::lock_guard lock(queue_->mutex);
  if (queue_->closed) throw ExecutorShutDownError();
  queue_->work.push_back(std::move(work));
  if (queue_->work.size() > queue_->idle && threads_.size() < max_workers_) {
    threads_.emplace_back([queue = queue_] { worker(queue); });
  }
  queue_->changed.notify_one();
}

void ThreadPoolExecutor::worker(const std::shared_ptr<Queue>& queue) {
  std::unique_lock lock(queue->mutex);
  while (true) {
    ++queue->idle;
    queue->changed.wait(lock, [&] { return queue->closed || !queue->work.empty(); });
    --queue->idle;
    if (queue->work.empty()) return;
    Function<void()> work = std::move(queue->work.front());
    queue->work.pop_front();
    lock.unlock();
    try {
      work();
    } catch (...) {
      const ExceptionText text = describe(std::current_exception());
      sys::log(sys::LogLevel::error,
               "Exception in a done callback: " + text.type + ": " + text.message);
    }
    work.reset();  // not under the lock: it may own anything
    lock.lock();
  }
}

void ThreadPoolExecutor::shutdown(bool wait) {
  std::vector<std::thread> threads;
  {
    const std::lock_guard lock(queue_->mutex);
    queue_->closed = true;
    threads.swap(threads_);
    queue_->changed.notify_all();
  }
  for (std::thread& thread : threads) {
    // Work may destroy its own executor: a thread cannot wait for itself.
    if (wait && thread.get_id() != std::this_thread::get_id())
      thread.join();
    else
      thread.detach();
  }
}

}  // namespace eyewall
