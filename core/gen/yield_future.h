// YieldFuture: what a yielded Future becomes.
//
// What: waits for a future, and hands out its result. A future that is done is ready at once; any
// other costs
//   one trip through the loop.
// For: co_yield and co_await of a Future; Multi.
// Threads: the loop's own; the future may be set on any.
// Ownership: while the coroutine waits, its frame does not hold the future: the future holds the
//   Runner. So when whoever should set it lets go of it, the coroutine is destroyed, and not kept
//   alive by itself. A future that the coroutine keeps in a variable of its own breaks this rule.
// Source: Tornado 3.1.1 gen.YieldFuture; that a done one does not go through the loop is 3.2's.
#pragma once

#include <optional>

#include "concurrent/add_future.h"
#include "gen/runner.h"

namespace eyewall::gen {

/// What a yield of T hands out; nothing for void.
template <class T>
using Result = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <class T>
class YieldFuture final : public YieldPoint {
 public:
  explicit YieldFuture(Future<T> future, IOLoop& io_loop = IOLoop::current())
      : future_(std::move(future)), io_loop_(&io_loop), id_(future_.id()) {}

  void start(Runner& runner) override {
    if (future_.done()) return;
    runner_ = &runner;
    key_ = runner.new_key();
    runner.register_callback(key_, id_);
    const Future<T> waited = std::move(future_);
    add_future(
        *io_loop_, waited,
        // The key's number, not the key: so that the callback fits into a Function.
        named("inner", [runner = RunnerPtr::share(&runner), key = key_.number()](Future<T> done) {
          runner->set_result(Key::numbered(key), std::move(done));
        }));
  }
  bool is_ready() override { return runner_ == nullptr || runner_->is_ready(key_); }
  void get_result() override {
    if (runner_ != nullptr) future_ = std::any_cast<Future<T>>(runner_->pop_result(key_));
    cause_ = future_.state().resolved();
    future_.state().rethrow();
  }
  /// Hands the result out: moved, unless somebody else holds the future.
  T take() { return future_.take(); }

  const char* name() const override { return "YieldFuture"; }
  trace::Id future() const override { return id_; }
  trace::Seq cause() const override { return cause_; }

 private:
  Future<T> future_;  // nothing while the coroutine waits
  IOLoop* io_loop_;
  Runner* runner_ = nullptr;  // null: the future was done when it was yielded
  Key key_;
  trace::Id id_;
  trace::Seq cause_ = 0;
};

}  // namespace eyewall::gen
