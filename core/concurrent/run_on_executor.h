// run_on_executor and return_future: decorators that make a Future out of what returns otherwise.
//
// What: run_on_executor(executor, fn): calling it submits fn; call(callback, args...) also runs a
// callback on
//   the loop with the result. return_future<T>(fn): fn reports through a callback, its caller gets
//   a Future.
// For: net's resolvers; users.
// Threads: as Executor::submit; return_future's callback from any thread.
// Source: Tornado 3.1.1 concurrent.run_on_executor and concurrent.return_future.
#pragma once

#include <functional>
#include <tuple>

#include "concurrent/add_future.h"
#include "concurrent/executor.h"

namespace eyewall {

template <class F>
class RunOnExecutor {
 public:
  RunOnExecutor(Executor& executor, IOLoop& loop, const char* name, F fn)
      : executor_(executor), loop_(loop), name_(name), fn_(std::move(fn)) {}

  /// Submits fn(args...). Arguments are copied: they cross to another thread.
  template <class... A>
  auto operator()(A... args) const {
    return submit(Site::current(), std::move(args)...);
  }
  /// The same, and schedules callback(result) on the loop. A failure reaches the stack context of
  /// this call.
  template <class C, class... A>
  auto call(C callback, A... args) const {
    auto future = submit(Site::current(), std::move(args)...);
    using T = typename decltype(future)::value_type;
    const char* const name = name_of(callback);
    trace::emit<trace::Kind::executor_then>(Site::current(), 0, trace::f::future(future.id()),
                                            trace::f::name(name));
    add_future(loop_, future, named(name, [callback = std::move(callback)](Future<T> done) mutable {
                 if constexpr (std::is_void_v<T>) {
                   done.result();
                   callback();
                 } else {
                   callback(done.take());
                 }
               }));
    return future;
  }

 private:
  template <class... A>
  auto submit(Site at, A... args) const {
    return executor_.submit(named(name_,
                                  [fn = fn_, args = std::make_tuple(std::move(args)...)]() mutable {
                                    return std::apply(fn, std::move(args));
                                  }),
                            at);
  }

  Executor& executor_;
  IOLoop& loop_;
  const char* name_;
  F fn_;
};

/// fn is copied for each call. The executor and the loop outlive the decorated function.
template <class F>
RunOnExecutor<F> run_on_executor(Executor& executor, const char* name, F fn,
                                 IOLoop& loop = IOLoop::current()) {
  return {executor, loop, name, std::move(fn)};
}

/// Decorates fn(args..., callback), which calls callback(T), now or later, or throws. What fn
/// throws at once reaches the caller; what its callbacks throw later becomes the future's
/// exception.
template <class T, class F>
auto return_future(F fn) {
  return [fn = std::move(fn)](auto... args) mutable {
    Future<T> future;
    std::exception_ptr thrown_now;
    const auto handler = [future](std::exception_ptr error) mutable {
      if (future.done()) return false;  // somebody further out shall see this
      future.set_exception(error);
      return true;
    };
    stack_context::with(stack_context::ExceptionStackContext{handler}, [&] {
      try {
        fn(std::move(args)...,
           [future](auto... value) mutable { future.set_result(std::move(value)...); });
      } catch (...) {
        thrown_now = std::current_exception();
        throw;
      }
    });
    if (thrown_now) {                         // and consumed by the handler
      static_cast<void>(future.exception());  // the caller has it: not lost
      std::rethrow_exception(thrown_now);
    }
    return future;
  };
}

}  // namespace eyewall
