// Multi: several yield points at once.
//
// What: waits for all children; hands out their results together: a vector for a vector, a tuple
// for a tuple.
//   A child of type void gives std::monostate.
// For: co_yield of a std::vector or std::tuple of futures and yield points.
// Threads: the loop's own.
// Errors: the first child, in order, that failed throws; the others' exceptions stay with their
// futures. Source: Tornado 3.1.1 gen.Multi.
#pragma once

#include <tuple>
#include <type_traits>
#include <vector>

#include "gen/yield_future.h"

namespace eyewall::gen {

namespace detail {

/// A future becomes a YieldFuture; a yield point stays.
template <class T>
auto child_of(T child) {
  if constexpr (kIsFuture<T>) {
    return YieldFuture<typename T::value_type>(std::move(child));
  } else {
    static_assert(std::is_base_of_v<YieldPoint, T>,
                  "BadYield: a list may hold futures and yield points");
    return child;
  }
}

template <class P>
auto taken(P& point) {
  if constexpr (std::is_void_v<decltype(point.take())>) {
    point.take();
    return std::monostate();
  } else {
    return point.take();
  }
}

}  // namespace detail

template <class P>
class MultiVector final : public YieldPoint {
 public:
  explicit MultiVector(std::vector<P> children) : children_(std::move(children)) {}
  void start(Runner& runner) override {
    for (P& child : children_) child.start(runner);
  }
  bool is_ready() override {
    while (finished_ < children_.size() && children_[finished_].is_ready()) ++finished_;
    return finished_ == children_.size();
  }
  void get_result() override {
    for (P& child : children_) child.get_result();
  }
  auto take() {
    std::vector<decltype(detail::taken(children_.front()))> results;
    results.reserve(children_.size());
    for (P& child : children_) results.push_back(detail::taken(child));
    return results;
  }
  const char* name() const override { return "Multi"; }

 private:
  std::vector<P> children_;
  std::size_t finished_ = 0;  // children before this one are ready
};

template <class... P>
class MultiTuple final : public YieldPoint {
 public:
  explicit MultiTuple(std::tuple<P...> children) : children_(std::move(children)) {}
  void start(Runner& runner) override {
    std::apply([&](P&... child) { (child.start(runner), ...); }, children_);
  }
  bool is_ready() override {
    return std::apply([](P&... child) { return (child.is_ready() && ...); }, children_);
  }
  void get_result() override {
    std::apply([](P&... child) { (child.get_result(), ...); }, children_);
  }
  auto take() {
    // Braces: the children are taken from left to right.
    return std::apply(
        [](P&... child) {
          return std::tuple<decltype(detail::taken(child))...>{detail::taken(child)...};
        },
        children_);
  }
  const char* name() const override { return "Multi"; }

 private:
  std::tuple<P...> children_;
};

template <class T>
auto multi(std::vector<T> list) {
  using P = decltype(detail::child_of(std::declval<T>()));
  std::vector<P> children;
  children.reserve(list.size());
  for (T& child : list) children.push_back(detail::child_of(std::move(child)));
  return MultiVector<P>(std::move(children));
}

template <class... T>
auto multi(std::tuple<T...> tuple) {
  return std::apply(
      [](T&... child) {
        return MultiTuple<decltype(detail::child_of(std::move(child)))...>(
            {detail::child_of(std::move(child))...});
      },
      tuple);
}

}  // namespace eyewall::gen
