// What stands in the coroutine's frame at a co_yield: the yield point, and the way back.
//
// What: as_yield_point (what may be yielded, and what it becomes) and Awaiting (the awaiter).
// For: coroutine_type.h.
// Threads: the loop's own.
// Source: the type switch in Tornado 3.1.1's gen.Runner.run (list to Multi, Future to YieldFuture).
#pragma once

#include <optional>

#include "gen/multi.h"
#include "gen/runner.h"
#include "gen/yield_future.h"

namespace eyewall::gen {

/// A yield point as it is.
template <class P>
requires std::is_base_of_v<YieldPoint, P> P as_yield_point(P point) {
  return point;
}
template <class T>
YieldFuture<T> as_yield_point(Future<T> future) {
  return YieldFuture<T>(std::move(future));
}
/// A list: all at once, the results in the list's order.
template <class T>
auto as_yield_point(std::vector<T> list) {
  return multi(std::move(list));
}
template <class... T>
auto as_yield_point(std::tuple<T...> tuple) {
  return multi(std::move(tuple));
}

template <class Y>
concept Yieldable = requires(Y y) {
  as_yield_point(std::move(y));
};

namespace detail {

template <class P>
class Awaiting {
 public:
  Awaiting(Exchange& exchange, P point, Site at)
      : exchange_(exchange), point_(std::move(point)), at_(at) {}

  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) { exchange_.leave(point_, at_); }
  decltype(auto) await_resume() {
    exchange_.come_back(at_);
    return point_.take();
  }

 private:
  Exchange& exchange_;
  P point_;
  Site at_;
};

// A future with a result need not leave the coroutine: it becomes a yield point only when the
// coroutine must wait. An exception takes the way through the Runner, which takes note of it; where
// events are recorded everything does, and is resumed at once all the same.
// Held: Future<T>, or const Future<T>& for one that the coroutine keeps; not used after a wait.
template <class T, class Held>
class AwaitingFuture {
 public:
  AwaitingFuture(Exchange& exchange, Held&& future, Site at)
      : exchange_(exchange), future_(std::forward<Held>(future)), at_(at) {}

  bool await_ready() const { return !trace::on() && future_.state().succeeded(); }
  void await_suspend(std::coroutine_handle<>) {
    point_.emplace(std::forward<Held>(future_));
    exchange_.leave(*point_, at_);
  }
  T await_resume() {
    if (!point_) return Future<T>::taken(std::forward<Held>(future_));
    exchange_.come_back(at_);
    return point_->take();
  }

 private:
  Exchange& exchange_;
  Held future_;
  std::optional<YieldFuture<T>> point_;
  Site at_;
};

template <class T>
auto awaiting(Exchange& exchange, Future<T>&& yielded, Site at) {
  return AwaitingFuture<T, Future<T>>(exchange, std::move(yielded), at);
}
template <class T>
auto awaiting(Exchange& exchange, const Future<T>& yielded, Site at) {
  return AwaitingFuture<T, const Future<T>&>(exchange, yielded, at);
}
template <class T>
auto awaiting(Exchange& exchange, Future<T>& yielded, Site at) {
  return awaiting(exchange, std::as_const(yielded), at);
}

template <class Y>
auto awaiting(Exchange& exchange, Y&& yielded, Site at) {
  static_assert(Yieldable<std::decay_t<Y>>,
                "BadYield: yield a Future, a yield point, or a vector or tuple of them; call a "
                "Coroutine function "
                "through gen::coroutine");
  using P = decltype(as_yield_point(std::decay_t<Y>(std::forward<Y>(yielded))));
  return Awaiting<P>(exchange, as_yield_point(std::decay_t<Y>(std::forward<Y>(yielded))), at);
}

}  // namespace detail
}  // namespace eyewall::gen
