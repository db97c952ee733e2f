// run_on_executor: a blocking function becomes one that gives a Future at once.
//
// What: a decorator. Calling what it returns submits the function, under its own name, to the
// executor. For: functions that block; the loop's thread must not. Threads: as submit. Arguments
// are copied or moved to the worker: pass values, no references. Ownership: refers to the executor,
// which must outlive what it returns. Source: the seed's run_on_executor, for Tornado 3.1.1's
// concurrent.run_on_executor, which looks the
//   executor up in the object instead.
#pragma once

#include <functional>
#include <tuple>
#include <type_traits>
#include <utility>

#include "fakeloop/thread_pool_executor.h"
#include "functional/decorate.h"

namespace eyewall::fakeloop {

template <class R, class... A>
FunctionObject<Future<R>(A...)> run_on_executor(ThreadPoolExecutor& executor,
                                                FunctionObject<R(A...)> function) {
  static_assert((!std::is_lvalue_reference_v<A> && ...), "a worker must not refer to the caller's");
  const auto wrapper = [&executor, function](A... arguments) {
    auto call = [function, kept = std::tuple(std::move(arguments)...)]() mutable -> R {
      return std::apply([&](auto&... each) -> R { return function(std::move(each)...); }, kept);
    };
    return executor.submit(function.name(), std::move(call));
  };
  return wraps(function, def("wrapper", std::function<Future<R>(A...)>(wrapper)));
}

}  // namespace eyewall::fakeloop
