// Delegating to another generator: int total = co_yield from(sum(list));
//
// What: Python's `yield from`. What is sent or thrown into the outer generator reaches the inner
// one,
//   what the inner one yields comes out of the outer one, and the expression evaluates to what the
//   inner one returns.
// For: bodies of generators. The inner generator yields and takes the same types; it may return
// another. Threads: as the outer generator. Ownership: from(std::move(g)) owns the inner generator;
// from(g) refers to it, and g must live on. Errors: what the inner one raises is raised by the
// expression; NothingReturned if it had finished
//   before, and a value is wanted. Closing the outer generator closes the inner one first.
// Differs from Python: only a generator can be delegated to, not any iterable.
// Source: PEP 380.
#pragma once

#include <utility>

#include "generator/frame.h"
#include "generator/generator.h"

namespace eyewall {

namespace generator {

// Inner is a Generator, or a reference to one.
template <class Yield, class Send, class Return, class Inner>
class FromBase : public Delegate<Yield, Send> {
 public:
  explicit FromBase(Inner inner) : inner_(std::forward<Inner>(inner)) {}
  FromBase(const FromBase&) = delete;
  FromBase& operator=(const FromBase&) = delete;

  // What the compiler awaits in its place. It refers to the From, a temporary of the yield
  // expression.
  struct Waiting {
    FromBase& from;
    bool suspends;
    bool await_ready() const noexcept { return !suspends; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    Return await_resume() const { return from.result(); }
  };

  template <class Promise>
  Waiting begin(Promise& outer, trace::Site at) {
    outer.yielded = pass(std::nullopt, nullptr, at);
    if (outer.yielded) outer.delegate = this;
    return {*this, outer.yielded.has_value()};
  }

  std::optional<Yield> pass(Slot<Send> sent, std::exception_ptr thrown, trace::Site at) override {
    try {
      return step(std::move(sent), std::move(thrown), at);
    } catch (...) {
      raised_ = std::current_exception();
      return std::nullopt;
    }
  }

 private:
  Return result() {
    if (raised_) std::rethrow_exception(std::exchange(raised_, nullptr));
    if constexpr (!std::is_void_v<Return>) {
      if (!returned_) throw NothingReturned();
      return std::move(*returned_);
    }
  }

  std::optional<Yield> step(Slot<Send> sent, std::exception_ptr thrown, trace::Site at) {
    auto& frame = inner_.frame_;
    if (thrown && is_generator_exit(thrown)) {
      frame.close(at);
      std::rethrow_exception(thrown);
    }
    auto made = thrown ? frame.throw_in(std::move(thrown), at) : frame.send(std::move(sent), at);
    returned_ = std::move(made.returned);
    return std::move(made.yielded);
  }

  Inner inner_;
  std::optional<Storable<Return>> returned_;
  std::exception_ptr raised_;
};

template <class Y, class S, class R>
class From<Generator<Y, S, R>> : public FromBase<Y, S, R, Generator<Y, S, R>> {
  using FromBase<Y, S, R, Generator<Y, S, R>>::FromBase;
};
template <class Y, class S, class R>
class From<Generator<Y, S, R>&> : public FromBase<Y, S, R, Generator<Y, S, R>&> {
  using FromBase<Y, S, R, Generator<Y, S, R>&>::FromBase;
};

}  // namespace generator

template <class Y, class S, class R>
generator::From<Generator<Y, S, R>> from(Generator<Y, S, R>&& inner) {
  return generator::From<Generator<Y, S, R>>(std::move(inner));
}
template <class Y, class S, class R>
generator::From<Generator<Y, S, R>&> from(Generator<Y, S, R>& inner) {
  return generator::From<Generator<Y, S, R>&>(inner);
}

}  // namespace eyewall
