// Future<T>: a result that is not there yet.
//
// What: a shared handle. Whoever works for it calls set_result or set_exception, once; whoever
// waits for it
//   yields it in a coroutine, or adds a callback.
// For: gen, iostream, http, and their users.
// Threads: any; see future_state.h.
// Ownership: handles share the state; the last one destroys it. An exception that nobody looked at
// is then
//   reported (future.lost, and a line on standard error).
// Source: Tornado 3.1.1 concurrent.Future (its own _DummyFuture), TracebackFuture.
#pragma once

#include <optional>
#include <type_traits>
#include <variant>

#include "concurrent/future_state.h"

namespace eyewall {

template <class T>
class Future {
 public:
  using value_type = T;
  using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

  /// A future that is not done.
  explicit Future(Site at = Site::current()) : state_(StatePtr<State>::adopt(new State(at))) {}

  bool done() const { return state_->done(); }
  bool running() const { return !done(); }
  /// Tornado's futures cannot be cancelled: false.
  bool cancel() const { return false; }

  /// The result. Throws the exception, if it has one; FutureNotDoneError when it is not done.
  const Stored& result() const requires(!std::is_void_v<T>) {
    state_->rethrow();
    return *state_->value;
  }
  void result() const requires std::is_void_v<T> { state_->rethrow(); }
  /// The result, moved out when nobody else holds the future or T cannot be copied; else copied.
  T take() {
    state_->rethrow();
    if constexpr (std::is_void_v<T>) {
      return;
    } else {
      if constexpr (std::is_copy_constructible_v<T>) {
        if (!state_->unique()) return *state_->value;
      }
      return std::move(*state_->value);
    }
  }
  /// take() of a future that is given away; of one that is kept a copy, where T has one.
  static T taken(Future&& given) { return given.take(); }
  static T taken(const Future& kept) {
    if constexpr (std::is_void_v<T> || std::is_copy_constructible_v<Stored>)
      return static_cast<T>(kept.result());
    else
      return Future(kept).take();
  }
  /// The exception; null when it has a result. Throws FutureNotDoneError.
  std::exception_ptr exception() const { return state_->exception(); }

  void set_result(Stored value, Site at = Site::current()) requires(!std::is_void_v<T>) {
    state_->set(std::move(value), at);
  }
  void set_result(Site at = Site::current()) requires std::is_void_v<T> { state_->set({}, at); }
  void set_exception(std::exception_ptr error, Site at = Site::current()) {
    state_->set_exception(std::move(error), at);
  }

  /// Calls callback(Future) when it is done; at once when it is so already. On the thread that sets
  /// it.
  template <class F>
  void add_done_callback(F callback, Site at = Site::current()) {
    state_->add_done_callback(named(name_of(callback),
                                    [callback = std::move(callback)](FutureState& state) mutable {
                                      callback(Future(static_cast<State&>(state)));
                                    }),
                              at);
  }

  FutureState& state() const { return *state_; }
  trace::Id id() const { return state_->id(); }

  /// The future of a state that a done callback was given.
  static Future of(FutureState& state) { return Future(static_cast<State&>(state)); }

 private:
  struct State final : FutureState {
    using FutureState::FutureState;
    void set(Stored v, Site at) {
      set_done([&] { value.emplace(std::move(v)); }, false, at);
    }
    std::optional<Stored> value;
  };
  explicit Future(State& state) : state_(StatePtr<State>::share(&state)) {}

  StatePtr<State> state_;
};

template <class T>
inline constexpr bool kIsFuture = false;
template <class T>
inline constexpr bool kIsFuture<Future<T>> = true;

/// A future that is done from the start.
template <class T>
Future<std::decay_t<T>> done_future(T&& value, Site at = Site::current()) {
  Future<std::decay_t<T>> future(at);
  future.set_result(std::forward<T>(value), at);
  return future;
}

/// Completes b as a is completed, when it is. Source: Tornado 3.1.1 concurrent.chain_future.
template <class T>
void chain_future(Future<T> a, Future<T> b, Site at = Site::current()) {
  a.add_done_callback(named("copy",
                            [b, at](Future<T> done) mutable {
                              if (const std::exception_ptr error = done.exception())
                                b.set_exception(error, at);
                              else if constexpr (std::is_void_v<T>)
                                b.set_result(at);
                              else
                                b.set_result(done.take(), at);
                            }),
                      at);
}

}  // namespace eyewall
