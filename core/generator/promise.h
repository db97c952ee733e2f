// The promise of a generator: what passes in and out at each yield.
//
// What: the customization points that C++ asks of a coroutine, and the slots that a value or an
//   exception crosses in. It decides nothing about when to run: frame.h does.
// For: Frame; and the compiler, which calls the functions below `the compiler's side`.
// Threads: one at a time, as the generator. Ownership: lives in the coroutine frame.
// Source: PEP 342 for what a yield expression evaluates to. Tornado has no such class; CPython's
// frame.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "generator/errors.h"
#include "generator/life.h"

namespace eyewall {
template <class Yield, class Send, class Return>
class Generator;
}

namespace eyewall::generator {

template <class Yield, class Send, class Return>
class Frame;
template <class Inner>
class From;
template <class Yield, class Send, class Return, class Inner>
class FromBase;

/// void has no values; this stands for it where one must be stored.
template <class T>
using Storable = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

/// What crosses into a generator: a sent value, or None.
template <class Send>
using Slot = std::optional<Storable<Send>>;

/// What one resume came to: a yielded value; or the end, with the returned value the first time.
template <class Yield, class Return>
struct Step {
  std::optional<Yield> yielded;
  std::optional<Storable<Return>> returned;
};

/// The generator that another one delegates to (PEP 380), whatever it returns.
template <class Yield, class Send>
class Delegate {
 public:
  /// Passes on what came in. The value it yields; nothing once it has ended, by whatever.
  virtual std::optional<Yield> pass(Slot<Send> sent, std::exception_ptr thrown, trace::Site at) = 0;

 protected:
  ~Delegate() = default;
};

/// Keeps the value of co_return. Apart, because a promise has return_value or return_void, not
/// both.
template <class Return>
class Returned {
 public:
  template <class T = Return>
  requires std::is_constructible_v<Return, T&&>
  void return_value(T&& value, trace::Site at = trace::Site::current()) {
    returned.emplace(std::forward<T>(value));
    returned_at = at;
  }
  std::optional<Return> returned;
  trace::Site returned_at;
};

template <>
class Returned<void> {
 public:
  void return_void(trace::Site at = trace::Site::current()) {
    returned.emplace();
    returned_at = at;
  }
  std::optional<std::monostate> returned;
  trace::Site returned_at;
};

template <class Yield, class Send, class Return>
class Promise : public Life, public Returned<Return> {
 public:
  // --- the compiler's side ---
  Generator<Yield, Send, Return> get_return_object(const char* function = __builtin_FUNCTION()) {
    on_new(function);
    return Generator<Yield, Send, Return>(std::coroutine_handle<Promise>::from_promise(*this));
  }
  std::suspend_always initial_suspend() noexcept { return {}; }  // calling it runs nothing
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() { raised = without_stop_iteration(std::current_exception()); }

  auto yield_value(Yield value, trace::Site at = trace::Site::current()) {
    yielded.emplace(std::move(value));
    yielded_at = at;
    return Waiting{*this};
  }
  template <class Inner>
  auto yield_value(From<Inner>&& inner, trace::Site at = trace::Site::current()) {
    yielded_at = at;
    return inner.begin(*this, at);
  }
  /// A generator only yields. What awaits is a coroutine of gen.
  template <class T>
  void await_transform(T&&) = delete;

  // --- the frame's side: set before it is resumed ... ---
  Slot<Send> sent;
  std::exception_ptr thrown;
  Delegate<Yield, Send>* delegate = nullptr;  // set by From, which outlives its being set
  Frame<Yield, Send, Return>* owner = nullptr;

  // --- ... and read when it has come back ---
  std::optional<Yield> yielded;
  std::exception_ptr raised;
  trace::Site yielded_at;

 private:
  // A yield expression: suspends, and evaluates to what is sent.
  struct Waiting {
    Promise& promise;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    auto await_resume() const { return promise.take_sent(); }
  };

  std::conditional_t<std::is_void_v<Send>, void, Slot<Send>> take_sent() {
    if (thrown) {
      const std::exception_ptr arrived = std::exchange(thrown, nullptr);
      on_resume(arrived, yielded_at);
      std::rethrow_exception(arrived);
    }
    on_resume(sent ? &typeid(Send) : nullptr, yielded_at);
    if constexpr (!std::is_void_v<Send>) return std::exchange(sent, std::nullopt);
  }
};

}  // namespace eyewall::generator
