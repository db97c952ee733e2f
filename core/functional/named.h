// A callable with a name: named("on_headers", [this](std::string data) { ... }).
//
// What: gives a lambda the name that traces and error messages show; C++ lambdas have none.
// For: whoever schedules a callback.
// Threads: a value. Ownership: the name must be a string literal, or outlive the callable.
// Source: Python functions carry __name__; Tornado's logs show it.
#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

namespace eyewall {

template <class F>
struct Named {
  const char* name;
  F callable;
  const char* callable_name() const { return name; }

  template <class... A>
  auto operator()(A&&... a) -> std::invoke_result_t<F&, A...> {
    return callable(std::forward<A>(a)...);
  }
};

template <class F>
Named<std::decay_t<F>> named(const char* name, F&& callable) {
  return {name, std::forward<F>(callable)};
}

/// The name of a callable: of a Named, of anything with callable_name(); "callback" for any other.
template <class F>
const char* name_of(const F& callable) {
  if constexpr (requires {
                  { callable.callable_name() } -> std::same_as<const char*>;
                }) {
    return callable.callable_name();
  } else {
    return "callback";
  }
}

}  // namespace eyewall
