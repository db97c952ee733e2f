// Contexts that follow a callback to wherever the loop runs it.
//
// What: with(StackContext(factory), body), with(ExceptionStackContext(handler), body), NullContext.
//   A callback wrapped inside the body (wrap.h; IOLoop wraps all it is given) runs in the same
//   context: an exception it lets out reaches the handler of the place where it was scheduled.
// For: concurrent, gen, http; users who want to catch what their callbacks throw.
// Threads: the current context is one a thread.
// Source: Tornado 3.1.1 stack_context.StackContext, ExceptionStackContext, NullContext. `with` is a
// function
//   here, because a C++ destructor cannot consume an exception.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "stack_context/frame.h"

namespace eyewall::stack_context {

/// The body of a `with` left the context stack other than it found it.
class StackContextInconsistentError : public std::logic_error {
 public:
  StackContextInconsistentError()
      : std::logic_error("stack_context inconsistency: a with-body changed the current context") {}
};

/// Ends the spread of a context: callbacks wrapped from now on do not get it, nor do pending ones.
class Deactivate {
 public:
  Deactivate() = default;
  explicit Deactivate(FramePtr frame) : frame_(std::move(frame)) {}
  void operator()() {
    if (frame_) frame_->active = false;
    frame_ = FramePtr();
  }

 private:
  FramePtr frame_;
};

/// Runs a context manager, made anew by the factory, around the body and around each callback of
/// it.
struct StackContext {
  ContextFactory factory;
};

/// Shows every exception that leaves the body, or a callback of it, to the handler.
struct ExceptionStackContext {
  ExceptionHandler handler;
};

namespace detail {
extern constinit thread_local Frame*
    current;  // not owned: whoever set it keeps it alive on the stack
extern constinit thread_local std::uint64_t
    entry;  // number of the innermost `with` or wrapped callback that runs here; 0: none
/// Type-erased `with`: body gets the frame's Deactivate.
void enter_and_run(FramePtr frame, void (*body)(void*, Deactivate), void* context);
FramePtr make_frame(StackContext context);
FramePtr make_frame(ExceptionStackContext context);
}  // namespace detail

/// Runs body() or body(Deactivate) in the context. An exception out of the body goes to the context
/// first; what it does not consume is thrown on.
template <class Context, class Body>
void with(Context context, Body&& body) {
  auto run = [&body](Deactivate deactivate) {
    if constexpr (std::is_invocable_v<Body&, Deactivate>)
      body(std::move(deactivate));
    else
      body();
  };
  const auto call = [](void* it, Deactivate deactivate) {
    (*static_cast<decltype(run)*>(it))(std::move(deactivate));
  };
  detail::enter_and_run(detail::make_frame(std::move(context)), call, &run);
}

/// No context at all while it lives: for resources that outlast the request that made them.
class NullContext {
 public:
  NullContext() : outer_(std::exchange(detail::current, nullptr)), entry_(detail::entry) {}
  ~NullContext() {
    // One that a coroutine has kept across a yield has outlived what it would put back.
    if (detail::entry == entry_) detail::current = outer_;
  }
  NullContext(const NullContext&) = delete;
  NullContext& operator=(const NullContext&) = delete;

 private:
  Frame* outer_;
  std::uint64_t entry_;
};

}  // namespace eyewall::stack_context
