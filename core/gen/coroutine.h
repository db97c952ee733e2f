// gen::coroutine and gen::engine: the decorators.
//
// What: coroutine(f) calls f with a Runner behind it, and returns a Future of what f co_returns.
// engine(f) is
//   the older form without a Future: what f lets out goes to the caller's stack context.
// For: users; http.
// Threads: the loop's own.
// Ownership: the decorated callable owns a copy of f. A running coroutine is owned by its Runner.
// Source: Tornado 3.1.1 gen.coroutine, gen.engine.
#pragma once

#include <type_traits>

#include "gen/coroutine_type.h"
#include "stack_context/stack_context.h"
#include "trace/call.h"

namespace eyewall::gen {

namespace detail {

/// Parameters and result of a function, taken from its type.
template <class F>
struct SignatureOf : SignatureOf<decltype(&F::operator())> {};
template <class R, class... A>
struct SignatureOf<R (*)(A...)> {
  template <template <class, class, class...> class To, class F>
  using Apply = To<F, R, A...>;
};
template <class C, class R, class... A>
struct SignatureOf<R (C::*)(A...)> : SignatureOf<R (*)(A...)> {};
template <class C, class R, class... A>
struct SignatureOf<R (C::*)(A...) const> : SignatureOf<R (*)(A...)> {};

/// Makes a Runner for the coroutine and runs it; *observer is the Runner while there is one.
/// finish(promise): called when the coroutine has returned. result: the number of the future that
/// finish will set; 0: of none.
template <class T, class Finish>
void run(Coroutine<T> coroutine, const char* name, trace::Id result, Site at, Finish finish,
         std::shared_ptr<Runner*> observer) {
  const auto handle = coroutine.release();
  Promise<T>& promise = handle.promise();
  promise.exchange.gen = trace::new_id(trace::Object::gen);
  trace::emit<trace::Kind::gen_new>(at, 0, trace::f::gen(promise.exchange.gen),
                                    trace::f::name(name));
  const auto runner = RunnerPtr::adopt(
      new Runner(handle, promise.exchange,
                 [&promise, finish = std::move(finish)]() mutable { finish(promise); }));
  trace::emit<trace::Kind::runner_new>(at, 0, trace::f::runner(runner->id()),
                                       trace::f::gen(promise.exchange.gen),
                                       trace::f::future(result));
  runner->observed_by(std::move(observer));
  runner->run();
}

/// Calls a plain function, which may end by throwing Return as a coroutine may.
template <class R, class F, class... A>
R returned(const F& function, A&&... args) {
  try {
    return function(std::forward<A>(args)...);
  } catch ([[maybe_unused]] Return<R>& thrown) {
    if constexpr (!std::is_void_v<R>) return std::move(thrown.value);
  } catch (const ReturnBase&) {
    throw BadReturnError();
  }
}

/// The value of R: T for a Coroutine<T>, R itself for a plain function.
template <class R>
struct ValueOf {
  using type = R;
};
template <class T>
struct ValueOf<Coroutine<T>> {
  using type = T;
};

template <class F, class R, class... A>
class DecoratedCoroutine {
 public:
  using T = typename ValueOf<R>::type;

  DecoratedCoroutine(F function, const char* name) : function_(std::move(function)), name_(name) {}

  /// Runs the function to its first unready yield. Whatever it lets out is in the Future.
  Future<T> operator()(A... args, Site at = Site::current()) const {
    const trace::Call call(name_, at);
    Future<T> future(at);
    auto runner = std::make_shared<Runner*>();
    auto handler = [future, runner, at](std::exception_ptr error) mutable {
      return handle_exception(future, *runner, std::move(error), at);
    };
    stack_context::with(stack_context::ExceptionStackContext{std::move(handler)},
                        [&](stack_context::Deactivate deactivate) {
                          start(future, std::move(runner), std::move(deactivate), at,
                                std::forward<A>(args)...);
                        });
    return future;
  }
  const char* callable_name() const { return name_; }

 private:
  void start(Future<T>& future, std::shared_ptr<Runner*> observer,
             stack_context::Deactivate deactivate, Site at, A... args) const {
    if constexpr (kIsCoroutine<R>) {
      auto finish = [future, deactivate = std::move(deactivate), at](Promise<T>& promise) mutable {
        deactivate();
        promise.complete(future, at);
      };
      run<T>(function_(std::forward<A>(args)...), name_, future.id(), at, std::move(finish),
             std::move(observer));
    } else if constexpr (std::is_void_v<R>) {
      returned<R>(function_, std::forward<A>(args)...);
      deactivate();
      future.set_result(at);
    } else {
      R result = returned<R>(function_, std::forward<A>(args)...);
      deactivate();
      future.set_result(std::move(result), at);
    }
  }

  // An exception that reached the coroutine's context: the Runner's first, to throw in; else the
  // Future's.
  static bool handle_exception(Future<T>& future, Runner* runner, std::exception_ptr error,
                               Site at) {
    try {
      if (runner != nullptr && runner->handle_exception(error)) return true;
    } catch (...) {
      error = std::current_exception();
    }
    if (future.done())
      return false;  // it has its result already: somebody further out shall see this
    future.set_exception(error, at);
    return true;
  }

  F function_;
  const char* name_;
};

template <class F, class R, class... A>
class DecoratedEngine {
 public:
  static_assert(std::is_void_v<typename ValueOf<R>::type>,
                "ReturnValueIgnored: gen::engine functions cannot return values");

  DecoratedEngine(F function, const char* name) : function_(std::move(function)), name_(name) {}

  void operator()(A... args, Site at = Site::current()) const {
    const trace::Call call(name_, at);
    auto observer = std::make_shared<Runner*>();
    const auto handler = [observer](std::exception_ptr error) {
      return *observer != nullptr && (*observer)->handle_exception(std::move(error));
    };
    stack_context::with(
        stack_context::ExceptionStackContext{handler}, [&](stack_context::Deactivate deactivate) {
          if constexpr (kIsCoroutine<R>) {
            const auto finish = [deactivate](Promise<void>&) mutable { deactivate(); };
            run<void>(function_(std::forward<A>(args)...), name_, 0, at, finish,
                      std::move(observer));
          } else {
            returned<void>(function_, std::forward<A>(args)...);
            deactivate();
          }
        });
  }
  const char* callable_name() const { return name_; }

 private:
  F function_;
  const char* name_;
};

}  // namespace detail

/// Decorates a function that returns gen::Coroutine<T> (or T: then there is no yield in it).
/// Calling the result takes the function's arguments and returns Future<T>. name: a literal, for
/// traces.
template <class F>
auto coroutine(F function, const char* name = "coroutine") {
  using Decorated = typename detail::SignatureOf<F>::template Apply<detail::DecoratedCoroutine, F>;
  return Decorated(std::move(function), name);
}

/// Decorates a function that returns gen::Coroutine<void> or nothing. Calling the result returns
/// nothing.
template <class F>
auto engine(F function, const char* name = "engine") {
  using Decorated = typename detail::SignatureOf<F>::template Apply<detail::DecoratedEngine, F>;
  return Decorated(std::move(function), name);
}

}  // namespace eyewall::gen
