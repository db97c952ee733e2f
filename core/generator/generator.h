// Generator: a function that yields values one by one, and takes one back at each yield.
//
// What: Generator<Yield, Send, Return>, Python's generator object. A function that returns one and
// says
//   co_yield is a generator function; calling it runs nothing of it. `co_yield value` evaluates to
//   a std::optional<Send>: what send() brought, or nothing for next(). With Send = void it has no
//   value.
// For: lessons, and fakeloop. What a Runner of gen drives is gen's own.
// Threads: one at a time. A suspended one may be moved to another thread.
// Ownership: move-only; owns the body's parameters and locals, which die when it finishes, or is
//   closed, or destroyed. Parameters of the body: values, never references, which dangle.
// Errors: errors.h. Destroying one closes it; what the body lets out then is told to stderr.
// Differs from Python: a yield cannot stand in a catch block; a moved-from generator has finished.
// Source: PEP 342 (send, throw, close), PEP 380 (from.h), PEP 479. Tornado 3.1.1 uses these in
// gen.py, Runner.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include "generator/frame.h"
#include "generator/iterator.h"

namespace eyewall {

template <class Yield, class Send = void, class Return = void>
class [[nodiscard]] Generator {
  static_assert(std::is_object_v<Yield>, "a Generator yields values: no void, no references");
  static_assert(std::is_void_v<Send> || std::is_object_v<Send>, "values are sent, not references");
  static_assert(std::is_void_v<Return> || std::is_object_v<Return>, "values are returned");

 public:
  using promise_type = generator::Promise<Yield, Send, Return>;
  using Iterator = generator::Iterator<Generator, Yield>;

  Generator() = default;  // has finished

  /// Runs to the next yield and gives its value. The same as sending nothing.
  /// Throws StopIterationOf<Return> at the end, and whatever the body lets out.
  Yield next(trace::Site at = trace::Site::current()) {
    return value_of(frame_.send(std::nullopt, at));
  }

  /// Goes on at the yield where it waits, which evaluates to `value`, and runs to the next one.
  /// Throws SentBeforeStart unless it waits at a yield; else as next().
  Yield send(std::optional<generator::Storable<Send>> value,
             trace::Site at = trace::Site::current()) requires(!std::is_void_v<Send>) {
    return value_of(frame_.send(std::move(value), at));
  }

  /// Throws into the body at the yield where it waits, and gives the next value if it is handled
  /// there.
  Yield throw_(std::exception_ptr exception, trace::Site at = trace::Site::current()) {
    return value_of(frame_.throw_in(std::move(exception), at));
  }
  template <class E>
  requires(!std::is_convertible_v<E, std::exception_ptr>) Yield
      throw_(E exception, trace::Site at = trace::Site::current()) {
    return throw_(std::make_exception_ptr(std::move(exception)), at);
  }

  /// Ends it: GeneratorExit is thrown in where it waits. One that has finished stays so.
  void close(trace::Site at = trace::Site::current()) { frame_.close(at); }

  /// Whether it has finished: by co_return, an exception or close.
  bool finished() const { return frame_.finished(); }

  /// Its number in the trace; 0: none, or finished.
  trace::Id id() const { return frame_.id(); }

  /// for (Yield& value : generator): each step is a next(), the end is the end of the loop.
  Iterator begin(trace::Site at = trace::Site::current()) { return Iterator(*this, at); }
  std::default_sentinel_t end() const { return {}; }

 private:
  friend promise_type;
  friend Iterator;
  template <class Y, class S, class R, class Inner>
  friend class generator::FromBase;

  explicit Generator(std::coroutine_handle<promise_type> handle) : frame_(handle) {}

  static Yield value_of(generator::Step<Yield, Return> step) {
    if (step.yielded) return std::move(*step.yielded);
    if constexpr (std::is_void_v<Return>)
      throw StopIterationOf<void>();
    else
      throw StopIterationOf<Return>(std::move(step.returned));
  }

  generator::Frame<Yield, Send, Return> frame_;
};

}  // namespace eyewall
