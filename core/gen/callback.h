// Callback, Wait, WaitAll: the two halves of waiting, apart, for interfaces that take a callback.
//
// What: co_yield Callback(key) gives a callable at once; co_yield Wait<T>(key) waits until it was
// called, and
//   gives its argument. Several keys may be pending; WaitAll waits for a list of them.
// For: coroutines over callback-style functions. Task does both in one.
// Threads: the callable is called on the loop's thread.
// Errors: KeyReuseError, UnknownKeyError, LeakedCallbackError; BadYieldError when T is not what
// came. Source: Tornado 3.1.1 gen.Callback, gen.Wait, gen.WaitAll, gen.Arguments.
#pragma once

#include <any>
#include <vector>

#include "gen/runner.h"
#include "stack_context/wrap.h"

namespace eyewall::gen {

/// The arguments of a callback that was called with more than one.
struct Arguments {
  std::vector<std::any> args;
};

/// What Callback gives: call it with no, one or more arguments, once. Copies resume the same Wait.
/// It owns the coroutine: a copy that stays in the coroutine's own variables keeps it alive for
/// ever when the callback is never called. Move it to whoever calls it.
class ResultCallback {
 public:
  ResultCallback(RunnerPtr runner, Key key)
      : runner_(std::move(runner)), key_(std::move(key)), context_(stack_context::capture()) {}

  template <class... A>
  void operator()(A&&... a) const {
    std::any result;
    if constexpr (sizeof...(A) == 1)
      (result.emplace<std::decay_t<A>>(std::forward<A>(a)), ...);
    else if constexpr (sizeof...(A) > 1)
      result = Arguments{{std::any(std::forward<A>(a))...}};
    stack_context::Wrapped<void()> inner(
        named("inner", [&] { runner_->set_result(key_, std::move(result)); }), context_);
    inner();
  }
  const char* callable_name() const { return "inner"; }

 private:
  RunnerPtr runner_;
  Key key_;
  stack_context::FramePtr context_;
};

namespace detail {
/// A result as T. Throws BadYieldError when it is none; a callback called without arguments gives
/// none.
template <class T>
T result_as(std::any result, const Key& key) {
  if constexpr (std::is_void_v<T>) {
    return;
  } else if constexpr (std::is_same_v<T, std::any>) {
    return result;
  } else {
    if (T* const value = std::any_cast<T>(&result)) return std::move(*value);
    throw BadYieldError("the result of key " + key.text() + " has another type than is waited for");
  }
}
}  // namespace detail

class Callback final : public YieldPoint {
 public:
  explicit Callback(Key key) : key_(std::move(key)) {}
  void start(Runner& runner) override {
    runner_ = &runner;
    runner.register_callback(key_);
  }
  bool is_ready() override { return true; }
  void get_result() override {}
  ResultCallback take() { return {RunnerPtr::share(runner_), key_}; }
  const char* name() const override { return "Callback"; }

 private:
  Key key_;
  Runner* runner_ = nullptr;
};

template <class T = void>
class Wait final : public YieldPoint {
 public:
  explicit Wait(Key key) : key_(std::move(key)) {}
  void start(Runner& runner) override { runner_ = &runner; }
  bool is_ready() override { return runner_->is_ready(key_); }
  void get_result() override { result_ = runner_->pop_result(key_); }
  T take() { return detail::result_as<T>(std::move(result_), key_); }
  const char* name() const override { return "Wait"; }

 private:
  Key key_;
  Runner* runner_ = nullptr;
  std::any result_;
};

/// Gives a vector of results (of std::any where T is not given), in the order of the keys.
template <class T = std::any>
class WaitAll final : public YieldPoint {
 public:
  explicit WaitAll(std::vector<Key> keys) : keys_(std::move(keys)) {}
  void start(Runner& runner) override { runner_ = &runner; }
  bool is_ready() override {
    for (const Key& key : keys_) {
      if (!runner_->is_ready(key)) return false;
    }
    return true;
  }
  void get_result() override {
    for (const Key& key : keys_) results_.push_back(runner_->pop_result(key));
  }
  std::vector<T> take() {
    std::vector<T> values;
    for (std::size_t i = 0; i < keys_.size(); ++i)
      values.push_back(detail::result_as<T>(std::move(results_[i]), keys_[i]));
    return values;
  }
  const char* name() const override { return "WaitAll"; }

 private:
  std::vector<Key> keys_;
  Runner* runner_ = nullptr;
  std::vector<std::any> results_;
};

}  // namespace eyewall::gen
