// Functions that know their name and doc, and decorators over them.
//
// What: FunctionObject<R(A...)> is what Python's `def` makes: something to call, __name__ and
// __doc__.
//   A decorator is any callable that takes one and gives one. What a decorator returns is its own
//   wrapper, under the wrapper's name and without a doc; wraps() hands the original's on.
// For: run_on_executor and coroutine of fakeloop, and the lesson about decorators.
// Threads: a value; a call is const, and as safe as the function in it.
// Ownership: owns a copy of what it calls; copies share nothing.
// Source: Python's function objects and functools.wraps, which Tornado 3.1.1 puts on every wrapper
// of
//   gen.py and concurrent.py.
#pragma once

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

namespace eyewall {

/// A FunctionObject was to be made of nothing: a null function pointer or an empty std::function.
class NotCallable : public std::invalid_argument {
 public:
  explicit NotCallable(const std::string& name);
};

/// What wraps() hands on.
struct Metadata {
  std::string name;
  std::optional<std::string> doc;  // nothing: Python's None
};

template <class Signature>
class FunctionObject;

template <class R, class... A>
class FunctionObject<R(A...)> {
 public:
  /// Throws NotCallable.
  FunctionObject(Metadata metadata, std::function<R(A...)> body)
      : metadata_(std::move(metadata)), body_(std::move(body)) {
    if (!body_) throw NotCallable(metadata_.name);
  }

  R operator()(A... arguments) const { return body_(std::forward<A>(arguments)...); }

  const Metadata& metadata() const { return metadata_; }
  const std::string& name() const { return metadata_.name; }
  const std::optional<std::string>& doc() const { return metadata_.doc; }

 private:
  Metadata metadata_;
  std::function<R(A...)> body_;
};

namespace detail {
template <class F>
struct SignatureOf;
template <class Signature>
struct SignatureOf<std::function<Signature>> {
  using type = Signature;
};
/// The signature of a function pointer, or of an object with one call operator.
template <class F>
using Signature = typename SignatureOf<decltype(std::function(std::declval<F>()))>::type;
}  // namespace detail

/// `def name(...): """doc"""`. Throws NotCallable.
template <class F>
FunctionObject<detail::Signature<F>> def(std::string name, std::optional<std::string> doc, F body) {
  return {{std::move(name), std::move(doc)}, std::move(body)};
}

/// The same without a doc.
template <class F>
FunctionObject<detail::Signature<F>> def(std::string name, F body) {
  return def(std::move(name), std::nullopt, std::move(body));
}

/// The wrapper, under the name and doc of the original. @functools.wraps(original)
template <class Original, class Wrapper>
FunctionObject<Wrapper> wraps(const FunctionObject<Original>& original,
                              const FunctionObject<Wrapper>& wrapper) {
  return {original.metadata(), wrapper};
}

/// The function itself: no decorator is left.
template <class Signature>
FunctionObject<Signature> decorate(FunctionObject<Signature> function) {
  return function;
}

/// decorate(f, outer, inner) is outer(inner(f)): the decorators in the order in which the lines
/// @outer and @inner stand above the def.
template <class Signature, class Decorator, class... Inner>
auto decorate(FunctionObject<Signature> function, Decorator outer, Inner... inner) {
  return outer(decorate(std::move(function), std::move(inner)...));
}

/// "<function NAME>": how Python shows one, without the address.
std::string repr(const Metadata& metadata);

}  // namespace eyewall
