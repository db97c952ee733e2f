// sleep, with_timeout, moment: waiting for time.
//
// What: a future that is done later; a future that is done in time or fails; one turn of the loop.
// For: coroutines.
// Threads: the loop's own.
// Source: gen.sleep, gen.with_timeout and gen.moment of Tornado 4.x; 3.1.1 has Task(add_timeout).
#pragma once

#include "concurrent/add_future.h"
#include "gen/errors.h"
#include "gen/runner.h"

namespace eyewall::gen {

/// Done after `duration`; at the loop's next turn when it is zero or less.
Future<void> sleep(IOLoop::Duration duration, Site at = Site::current());

/// The result of `future`, or TimeoutError when it is not done by the deadline on the loop's clock.
/// The future itself goes on; an exception that it has later is logged.
template <class T>
Future<T> with_timeout(IOLoop::TimePoint deadline, Future<T> future,
                       IOLoop& loop = IOLoop::current(), Site at = Site::current());
template <class T>
Future<T> with_timeout(IOLoop::Duration timeout, Future<T> future, IOLoop& loop = IOLoop::current(),
                       Site at = Site::current()) {
  return with_timeout(sys::after(loop.time(), timeout), std::move(future), loop, at);
}

/// co_yield moment(): lets the loop have one turn.
class Moment final : public YieldPoint {
 public:
  explicit Moment(IOLoop& loop) : loop_(&loop) {}
  void start(Runner& runner) override;
  bool is_ready() override { return runner_->is_ready(key_); }
  void get_result() override { runner_->pop_result(key_); }
  void take() {}
  const char* name() const override { return "moment"; }

 private:
  IOLoop* loop_;
  Runner* runner_ = nullptr;
  Key key_;
};
inline Moment moment() {
  return Moment(IOLoop::current());
}

namespace detail {
/// Looks at the exception of a future that came too late, and logs it.
void log_late(FutureState& state);
}  // namespace detail

template <class T>
Future<T> with_timeout(IOLoop::TimePoint deadline, Future<T> future, IOLoop& loop, Site at) {
  Future<T> result(at);
  if (future.done()) {
    chain_future(future, result, at);
    return result;
  }
  const stack_context::NullContext none;
  const Timeout handle =
      loop.add_timeout(deadline,
                       named("timeout_callback",
                             [result, at]() mutable {
                               if (!result.done())
                                 result.set_exception(std::make_exception_ptr(TimeoutError()), at);
                             }),
                       at);
  add_future(loop, future,
             named("on_future",
                   [&loop, result, handle, at](Future<T> done) mutable {
                     if (result.done()) return detail::log_late(done.state());
                     loop.remove_timeout(handle, at);
                     chain_future(done, result, at);
                   }),
             at);
  return result;
}

}  // namespace eyewall::gen
