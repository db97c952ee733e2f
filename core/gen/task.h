// Task: runs a function that takes a callback, and waits for the callback.
//
// What: co_yield task<T>(fn, args...) calls fn(args..., callback) and gives what the callback is
// called with. For: callback-style functions in coroutines: co_yield gen::task<void>(add_timeout,
// 50ms). Threads: the callback is called on the loop's thread. Source: Tornado 3.1.1 gen.Task.
#pragma once

#include "gen/callback.h"

namespace eyewall::gen {

template <class T = void>
class Task final : public YieldPoint {
 public:
  explicit Task(Function<void(ResultCallback)> func) : func_(std::move(func)) {}
  void start(Runner& runner) override {
    runner_ = &runner;
    key_ = runner.new_key();
    runner.register_callback(key_);
    func_(ResultCallback(RunnerPtr::share(&runner), key_));
  }
  bool is_ready() override { return runner_->is_ready(key_); }
  void get_result() override { result_ = runner_->pop_result(key_); }
  T take() { return detail::result_as<T>(std::move(result_), key_); }
  const char* name() const override { return "Task"; }

 private:
  Function<void(ResultCallback)> func_;
  Runner* runner_ = nullptr;
  Key key_;
  std::any result_;
};

/// fn is called when the Task is started, as fn(args..., callback).
template <class T = void, class F, class... A>
Task<T> task(F fn, A... args) {
  return Task<T>([fn = std::move(fn),
                  args = std::make_tuple(std::move(args)...)](ResultCallback callback) mutable {
    std::apply([&](A&... a) { fn(std::move(a)..., std::move(callback)); }, args);
  });
}

}  // namespace eyewall::gen
