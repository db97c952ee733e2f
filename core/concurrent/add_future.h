// Between futures and the loop: add_future and run_sync.
//
// What: runs a callback on the loop when a future is done; runs the loop until one is.
// For: gen's Runner, run_on_executor, programs.
// Threads: add_future from any thread; the callback runs on the loop's. run_sync: the loop's own.
// Source: Tornado 3.1.1 IOLoop.add_future and IOLoop.run_sync. They stand here, because ioloop/
// comes before
//   futures and knows none.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "concurrent/future.h"
#include "ioloop/ioloop.h"

namespace eyewall {

/// run_sync's function did not finish in time, or before the loop was stopped.
class TimeoutError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

namespace detail {
/// callback(future), or callback() for one that does not want it, with the callback's name. Small
/// enough that a Function holds it without allocating.
template <class T, class F>
struct Completion {
  F callback;
  Future<T> future;
  void operator()() {
    if constexpr (std::is_invocable_v<F&, Future<T>>)
      callback(std::move(future));
    else
      callback();
  }
  const char* callable_name() const { return name_of(callback); }
};
}  // namespace detail

/// Schedules callback(future), or callback(), on the loop once the future is done: never at once,
/// always through the loop's list. The callback runs in the stack context of this call.
template <class T, class F>
void add_future(IOLoop& loop, const Future<T>& future, F callback, Site at = Site::current()) {
  const char* const name = name_of(callback);
  trace::emit<trace::Kind::loop_add_future>(at, 0, trace::f::future(future.id()),
                                            trace::f::name(name));
  future.state().add_done_callback(
      named(name,
            [&loop, at, callback = std::move(callback),
             context = stack_context::capture()](FutureState& state) mutable {
              loop.add_callback(
                  Callable(detail::Completion<T, F>{std::move(callback), Future<T>::of(state)},
                           std::move(context)),
                  at);
            }),
      Site::current());
}

namespace detail {
/// The future of whatever func returned: itself, or one that is done.
template <class Func>
auto future_of(Func& func) {
  using R = std::invoke_result_t<Func&>;
  if constexpr (kIsFuture<R>) {
    return func();
  } else {
    Future<R> future;
    if constexpr (std::is_void_v<R>) {
      func();
      future.set_result();
    } else {
      future.set_result(func());
    }
    return future;
  }
}
}  // namespace detail

namespace detail {
/// One run_sync: shared with its callbacks, which may outlive it when the loop is stopped early.
template <class Func>
struct SyncRun {
  using F = decltype(future_of(std::declval<Func&>()));
  Func func;
  std::optional<F> future{};
  bool over = false;

  void begin() {
    try {
      future = future_of(func);
    } catch (...) {
      future.emplace();
      future->set_exception(std::current_exception());
    }
  }
};
std::string not_done_text(IOLoop::Duration timeout);
}  // namespace detail

/// Runs func on the loop, and the loop until the future that func returned is done (at once for any
/// other value). Gives its result, or throws its exception; TimeoutError after `timeout` (zero:
/// never), and when somebody else stops the loop before.
template <class Func>
auto run_sync(IOLoop& loop, Func func, IOLoop::Duration timeout = IOLoop::Duration::zero()) {
  using Run = detail::SyncRun<Func>;
  const std::shared_ptr<Run> run(new Run{std::move(func)});
  const auto stop = named("stop", [&loop, run] {
    if (!run->over) loop.stop();  // a future that comes too late does not stop a later start()
  });
  loop.add_callback(named("run", [&loop, run, stop] {
    if (run->over) return;
    run->begin();
    add_future(loop, *run->future, stop);
  }));
  Timeout handle;
  if (timeout > IOLoop::Duration::zero()) handle = loop.add_timeout(timeout, stop);
  loop.start();
  loop.remove_timeout(handle);
  run->over = true;
  auto future = std::exchange(run->future, std::nullopt);  // whose callback holds the run
  if (!future || !future->done()) throw TimeoutError(detail::not_done_text(timeout));
  return future->take();
}

}  // namespace eyewall
