// wrap: a callback that carries its context with it.
//
// What: Wrapped<void(A...)>, a Function together with the context in which it was wrapped. Calling
// it
//   restores that context, runs, and shows what is thrown to the context's handlers.
// For: everything that keeps a callback for later. IOLoop::add_callback, add_timeout, add_handler
// and Future
//   wrap what they are given; wrapping twice is wrapping once.
// Threads: a value, used by one thread at a time; may be moved to another and run there.
// Ownership: owns the callable, shares the context.
// Source: Tornado 3.1.1 stack_context.wrap.
#pragma once

#include <tuple>
#include <utility>

#include "functional/function.h"
#include "stack_context/stack_context.h"

namespace eyewall::stack_context {

namespace detail {
/// Runs body in the captured context, as Tornado's `wrapped` does.
void run_in(FramePtr& captured, void (*body)(void*), void* context);
}  // namespace detail

template <class Signature>
class Wrapped;

template <class... A>
class Wrapped<void(A...)> {
 public:
  Wrapped() = default;
  Wrapped(std::nullptr_t) {}  // NOLINT: an optional callback
  /// Wraps in the current context.
  template <class F>
  requires(!std::is_same_v<std::remove_cvref_t<F>, Wrapped> &&
           std::is_invocable_v<std::decay_t<F>&, A...>)
      Wrapped(F&& callable)  // NOLINT: a callable is wrapped wherever a Wrapped is asked for
      : function_(std::forward<F>(callable)), captured_(detail::current) {}

  /// A function in a context that was captured earlier.
  Wrapped(Function<void(A...)> function, FramePtr captured)
      : function_(std::move(function)), captured_(std::move(captured)) {}

  void operator()(A... a) {
    if (!captured_ && detail::current == nullptr) return function_(std::forward<A>(a)...);
    auto call = [&] { function_(std::forward<A>(a)...); };
    const auto body = [](void* it) { (*static_cast<decltype(call)*>(it))(); };
    detail::run_in(captured_, body, &call);
  }

  explicit operator bool() const { return static_cast<bool>(function_); }
  const char* name() const { return function_.name(); }
  const char* callable_name() const { return function_.name(); }

 private:
  Function<void(A...)> function_;
  FramePtr captured_;
};

/// The current context, for a Wrapped that is made later.
inline FramePtr capture() {
  return FramePtr(detail::current);
}

/// Wraps a callable in the current context.
template <class Signature, class F>
Wrapped<Signature> wrap(F&& callable) {
  return Wrapped<Signature>(std::forward<F>(callable));
}

}  // namespace eyewall::stack_context
