// Coroutine<T>: what a generator function returns before a decorator takes it.
//
// What: the C++ coroutine behind `gen::Coroutine<T> f(...)`: lazy, not running, driven by a Runner.
// Inside it
//   `co_yield x` and `co_await x` mean the same: wait for x, and have its result.
// For: coroutine.h and engine.h, which decorate functions that return one.
// Threads: the loop's own.
// Ownership: owns its frame until a Runner takes it. Parameters are copied into the frame: take
// them by value. Source: the generator objects that Tornado 3.1.1's gen decorators get from Python.
#pragma once

#include <optional>

#include "gen/awaiting.h"
#include "gen/runner.h"

namespace eyewall::gen {

namespace detail {
struct ReturnBase {};
}  // namespace detail

/// Ends a coroutine with a value when thrown in it; co_return does the same. T is exactly what the
/// coroutine returns: anything else becomes BadReturnError. Source: Tornado 3.1.1 gen.Return.
template <class T = void>
struct Return : detail::ReturnBase {
  explicit Return(T v) : value(std::move(v)) {}
  T value;
};
template <>
struct Return<void> : detail::ReturnBase {};
template <class T>
Return(T) -> Return<T>;
Return()->Return<void>;

template <class T>
class Coroutine;

namespace detail {

// What promises of all types have in common. yield_value and await_transform take what
// as_yield_point takes.
struct PromiseBase {
  Exchange exchange;

  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }

  template <class Y>
  auto yield_value(Y&& yielded, Site at = Site::current()) {
    return awaiting(exchange, std::forward<Y>(yielded), at);
  }
  template <class Y>
  auto await_transform(Y&& yielded, Site at = Site::current()) {
    return awaiting(exchange, std::forward<Y>(yielded), at);
  }
};

template <class T>
struct Promise : PromiseBase {
  std::optional<T> value;

  Coroutine<T> get_return_object();
  template <class U>
  void return_value(U&& v) {
    value.emplace(std::forward<U>(v));
  }
  void unhandled_exception() {
    try {
      throw;
    } catch (Return<T>& returned) {
      value.emplace(std::move(returned.value));
    } catch (const ReturnBase&) {
      exchange.let_out = std::make_exception_ptr(BadReturnError());
    } catch (...) {
      exchange.let_out = std::current_exception();
    }
  }
  void complete(Future<T>& future, Site at) { future.set_result(std::move(*value), at); }
};

template <>
struct Promise<void> : PromiseBase {
  Coroutine<void> get_return_object();
  void return_void() {}
  void unhandled_exception() {
    try {
      throw;
    } catch (const Return<void>&) {
    } catch (const ReturnBase&) {
      exchange.let_out = std::make_exception_ptr(BadReturnError());
    } catch (...) {
      exchange.let_out = std::current_exception();
    }
  }
  void complete(Future<void>& future, Site at) { future.set_result(at); }
};

}  // namespace detail

template <class T = void>
class [[nodiscard(
    "decorate the function with gen::coroutine: nothing of it runs otherwise")]] Coroutine {
 public:
  using promise_type = detail::Promise<T>;
  using value_type = T;

  explicit Coroutine(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  Coroutine(Coroutine && other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Coroutine& operator=(Coroutine&&) = delete;
  ~Coroutine() {
    if (handle_) handle_.destroy();
  }

  /// Gives the frame away, to a Runner.
  std::coroutine_handle<promise_type> release() {
    return std::exchange(handle_, nullptr);
  }

 private:
  std::coroutine_handle<promise_type> handle_;
};

template <class T>
Coroutine<T> detail::Promise<T>::get_return_object() {
  return Coroutine<T>(std::coroutine_handle<Promise<T>>::from_promise(*this));
}
inline Coroutine<void> detail::Promise<void>::get_return_object() {
  return Coroutine<void>(std::coroutine_handle<Promise<void>>::from_promise(*this));
}

template <class T>
inline constexpr bool kIsCoroutine = false;
template <class T>
inline constexpr bool kIsCoroutine<Coroutine<T>> = true;

}  // namespace eyewall::gen
