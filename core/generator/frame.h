// The owner of a coroutine frame, and the only place that resumes and destroys one.
//
// What: send, throw and close as steps, which end in a value and not in StopIteration.
// For: Generator (generator.h), and From (from.h), which passes these on.
// Threads: one at a time. May be moved to another thread while suspended.
// Ownership: owns the coroutine frame: parameters, locals, promise. It dies as soon as the
// generator
//   finishes, as in Python, and once only. A generator may lose its owner while it runs (its body
//   destroys or overwrites it): then it is closed at its next yield.
// Source: PEP 342 and 380; CPython's genobject. Tornado has none.
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

#include "generator/promise.h"

namespace eyewall::generator {

template <class Yield, class Send, class Return>
class Frame {
 public:
  using Promise = generator::Promise<Yield, Send, Return>;
  using Step = generator::Step<Yield, Return>;
  using Handle = std::coroutine_handle<Promise>;

  Frame() = default;
  explicit Frame(Handle handle) : handle_(handle) { handle_.promise().owner = this; }
  Frame(Frame&& other) noexcept { take(other); }
  Frame& operator=(Frame&& other) noexcept {
    if (this != &other) {
      dispose();
      take(other);
    }
    return *this;
  }
  ~Frame() { dispose(); }

  bool finished() const { return !handle_; }
  trace::Id id() const { return handle_ ? handle_.promise().id() : 0; }

  /// Throws SentBeforeStart, AlreadyExecuting, and what the body lets out.
  Step send(Slot<Send> value, trace::Site at) {
    if (finished()) return {};
    Promise& promise = handle_.promise();
    promise.refuse_reentry();
    if (value && promise.unstarted()) throw SentBeforeStart();
    const trace::Seq begin = promise.on_send(value ? &typeid(Send) : nullptr, at);
    return enter(handle_, begin, std::move(value), nullptr, at);
  }

  /// Throws AlreadyExecuting, and what the body lets out: `thrown` itself if nothing handles it.
  Step throw_in(std::exception_ptr thrown, trace::Site at) {
    if (finished()) std::rethrow_exception(thrown);
    Promise& promise = handle_.promise();
    promise.refuse_reentry();
    const trace::Seq begin = promise.on_throw(thrown, at);
    return enter(handle_, begin, std::nullopt, std::move(thrown), at);
  }

  /// Throws AlreadyExecuting, IgnoredGeneratorExit, and what the body lets out but GeneratorExit.
  void close(trace::Site at) {
    if (finished()) return;
    handle_.promise().refuse_reentry();
    handle_.promise().on_close(at);
    if (handle_.promise().unstarted()) return destroy(handle_);
    try {
      if (throw_in(std::make_exception_ptr(GeneratorExit()), at).yielded) {
        throw IgnoredGeneratorExit();
      }
    } catch (const GeneratorExit&) {  // the usual end
    }
  }

 private:
  void take(Frame& other) noexcept {
    handle_ = std::exchange(other.handle_, {});
    if (handle_) handle_.promise().owner = this;
  }

  // Static, because the body may destroy the Frame that runs it.
  static Step enter(Handle handle, trace::Seq begin, Slot<Send> sent, std::exception_ptr thrown,
                    trace::Site at) {
    trace::Scope scope(begin);
    Promise& promise = handle.promise();
    resume(handle, std::move(sent), std::move(thrown), at);
    Step step;
    if (promise.raised) {
      const std::exception_ptr raised = promise.raised;
      promise.on_raise(raised);
      scope.close();
      destroy(handle);
      std::rethrow_exception(raised);
    }
    if (handle.done()) {
      promise.on_return(promise.returned_at);
      step.returned = std::move(promise.returned);
      scope.close();
      destroy(handle);
      return step;
    }
    promise.suspend();
    promise.on_yield(typeid(Yield), promise.yielded_at);
    step.yielded = std::exchange(promise.yielded, std::nullopt);
    scope.close();
    if (promise.owner == nullptr) Frame(handle).dispose();
    return step;
  }

  // Afterwards the promise says what it came to: raised, done, or yielded.
  static void resume(Handle handle, Slot<Send> sent, std::exception_ptr thrown, trace::Site at) {
    Promise& promise = handle.promise();
    const bool unstarted = promise.unstarted();
    promise.run();
    if (unstarted && thrown) {  // it raises where it stands, before its first line
      promise.raised = without_stop_iteration(std::move(thrown));
      return;
    }
    if (Delegate<Yield, Send>* inner = promise.delegate) {
      promise.yielded = inner->pass(std::move(sent), std::move(thrown), at);
      if (promise.yielded) return;
      promise.delegate = nullptr;
    } else {
      promise.sent = std::move(sent);
      promise.thrown = std::move(thrown);
    }
    handle.resume();
  }

  // The owner forgets it first: destructors of parameters and locals may look at their generator.
  static void destroy(Handle handle) noexcept {
    if (Frame* owner = handle.promise().owner) owner->handle_ = {};
    handle.destroy();
  }

  // What close does, but no exception gets out. A frame that runs is left to enter().
  void dispose() noexcept {
    if (finished()) return;
    const char* name = handle_.promise().name();
    if (handle_.promise().running()) {
      handle_.promise().owner = nullptr;
      handle_ = {};
      return;
    }
    try {
      close({});
    } catch (...) {
      report_ignored(std::current_exception(), name);
    }
    if (handle_) destroy(handle_);  // it ignored the close
  }

  Handle handle_;
};

}  // namespace eyewall::generator
