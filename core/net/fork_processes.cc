#include "net/fork_processes.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>

#include "ioloop/ioloop.h"
#include "sys/log.h"
#include "sys/process_calls.h"

namespace eyewall {

namespace {

std::optional<int> this_task;

class Children {
 public:
  /// True in the child.
  bool start(int task) {
    const int pid = sys::fork();
    if (pid == 0) {
      this_task = task;
      return true;
    }
    tasks_[pid] = task;
    return false;
  }
  bool any() const { return !tasks_.empty(); }
  /// Waits for one to end: the task that is to be started again, or nothing.
  std::optional<int> wait() {
    const sys::ChildEnd end = sys::wait_for_child();
    const auto found = tasks_.find(end.pid);
    if (found == tasks_.end()) return std::nullopt;
    const int task = found->second;
    tasks_.erase(found);
    if (end.signal == 0 && end.status == 0) return std::nullopt;
    const std::string how = end.signal != 0 ? "killed by signal " + std::to_string(end.signal)
                                            : "exited with status " + std::to_string(end.status);
    sys::log(sys::LogLevel::warning, "child " + std::to_string(task) + " (pid " +
                                         std::to_string(end.pid) + ") " + how + ", restarting");
    return task;
  }

 private:
  std::map<int, int> tasks_;  // by process
};

}  // namespace

std::optional<int> task_id() {
  return this_task;
}

int fork_processes(int num_processes, int max_restarts) {
  if (this_task) throw std::logic_error("fork_processes was called in a child of its own");
  if (IOLoop::initialized()) {
    throw std::logic_error(
        "Cannot run in multiple processes: IOLoop instance has already been initialized. "
        "IOLoop::instance() must not be called before the fork");
  }
  if (num_processes < 1) {
    num_processes = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  }
  Children children;
  for (int task = 0; task < num_processes; ++task) {
    if (children.start(task)) return task;
  }
  for (int restarts = 0; children.any();) {
    const std::optional<int> failed = children.wait();
    if (!failed) continue;
    if (++restarts > max_restarts) {
      throw std::runtime_error("Too many child restarts, giving up");
    }
    if (children.start(*failed)) return *failed;
  }
  std::exit(0);  // a parent that went on would be one server more, without its sockets
}

}  // namespace eyewall
