#include "fakeloop/thread_pool_executor.h"

namespace eyewall::fakeloop {

using trace::Kind;
namespace f = trace::f;

NoWorkers::NoWorkers() : std::invalid_argument("max_workers must be greater than 0") {}

ExecutorShutDown::ExecutorShutDown(const std::string& name)
    : std::runtime_error("cannot submit " + name + ": the executor is being destroyed") {}

ThreadPoolExecutor::Work::Work(std::string name, trace::Site at)
    : name_(std::move(name)), id_(trace::new_id(trace::Object::task)) {
  submitted_ = trace::emit<Kind::executor_submit>(at, 0, f::task(id_), f::name(name_));
}

void ThreadPoolExecutor::Work::run() {
  const trace::Scope scope(
      trace::emit<Kind::executor_begin>({}, submitted_, f::task(id_), f::name(name_)));
  call();
  trace::emit<Kind::executor_end>({}, 0, f::task(id_));
}

ThreadPoolExecutor::ThreadPoolExecutor(std::size_t max_workers) : max_workers_(max_workers) {
  if (max_workers == 0) throw NoWorkers();
}

ThreadPoolExecutor::~ThreadPoolExecutor() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  for (std::thread& thread : threads_) thread.join();
}

void ThreadPoolExecutor::take(std::unique_ptr<Work> work) {
  const std::lock_guard lock(mutex_);
  if (stopping_) throw ExecutorShutDown(work->name());
  if (busy_ == max_workers_) return backlog_.push_back(std::move(work));
  if (busy_ == threads_.size()) threads_.emplace_back(&ThreadPoolExecutor::work, this);
  ++busy_;
  work->set_running();
  assigned_.push_back(std::move(work));
  changed_.notify_one();
}

void ThreadPoolExecutor::work() {
  for (auto task = next(false); task; task = next(true)) {
    task->run();
    task.reset();  // what it owns dies before the worker counts as free
  }
}

// Nothing: the executor is being destroyed, and no task is left for this worker.
std::unique_ptr<ThreadPoolExecutor::Work> ThreadPoolExecutor::next(bool has_worked) {
  std::unique_lock lock(mutex_);
  std::unique_ptr<Work> task;
  if (has_worked && !backlog_.empty()) {
    task = std::move(backlog_.front());
    backlog_.pop_front();
    task->set_running();
    return task;
  }
  if (has_worked) --busy_;
  changed_.wait(lock, [this] { return stopping_ || !assigned_.empty(); });
  if (assigned_.empty()) return nullptr;
  task = std::move(assigned_.front());
  assigned_.pop_front();
  return task;
}

}  // namespace eyewall::fakeloop
