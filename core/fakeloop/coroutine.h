// coroutine: a generator that yields one Future becomes a function that does not block.
//
// What: a decorator, in which the whole trick of Tornado can be read at once. It starts the
// generator,
//   which yields a Future; when that is done, whichever thread set it adds a callback to the loop;
//   the loop's thread sends the result in. Exactly one send: a Runner, later, will go on until the
//   end.
// For: the lesson before there is a Runner.
// Threads: call it on any. The generator runs on the caller's thread to its yield, on the loop's
// after. Ownership: the waiting future owns the generator. Refers to the loop, which must outlive
// the future. Errors: as in the seed, an exception of the Future does not reach the generator: it
// leaves the callback,
//   the loop tells it, the generator is closed. SecondYield, told likewise, if it yields again. A
//   generator that ends without a yield lets its StopIteration out to the caller.
// Source: the seed's coroutine, for Tornado 3.1.1's gen.coroutine. What the generator returns is
// lost.
#pragma once

#include <functional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "fakeloop/fake_ioloop.h"
#include "fakeloop/future.h"
#include "functional/decorate.h"
#include "functional/named.h"
#include "generator/generator.h"

namespace eyewall::fakeloop {

/// The generator yielded again after its one send: nobody would ever resume it.
class SecondYield : public std::logic_error {
 public:
  explicit SecondYield(const std::string& function);
};

/// Where coroutine tells what it does, line by line, as the seed's prints. Called on the caller's
/// thread and on the loop's.
using Print = std::function<void(const std::string&)>;

namespace detail {

template <class T>
std::string shown(const T& value) {
  if constexpr (requires(std::ostream & out) { out << value; }) {
    std::ostringstream out;
    out << value;
    return std::move(out).str();
  } else {
    return "<object>";
  }
}

/// The callback that the loop runs: sends the result in.
template <class T, class R>
class SendResult {
 public:
  SendResult(std::string function, Generator<Future<T>, T, R> generator, Future<T> future,
             Print print)
      : function_(std::move(function)),
        generator_(std::move(generator)),
        future_(std::move(future)),
        print_(std::move(print)) {}

  void operator()() {
    print_("inner send result called !!!!");
    send();
    throw SecondYield(function_);
  }

 private:
  // Ends by StopIteration, unless it yields again.
  void send() {
    if constexpr (std::is_void_v<T>) {
      future_.result();
      generator_.next();
    } else {
      generator_.send(future_.result());
    }
  }

  std::string function_;
  Generator<Future<T>, T, R> generator_;
  Future<T> future_;
  Print print_;
};

inline void print_nothing(const std::string&) {}

}  // namespace detail

/// For a generator function: what is called gives the Future that the generator yields.
template <class T, class R, class... A>
FunctionObject<Future<T>(A...)> coroutine(FakeIOLoop& loop,
                                          FunctionObject<Generator<Future<T>, T, R>(A...)> function,
                                          Print print = detail::print_nothing) {
  const auto wrapper = [&loop, function, print](A... arguments) {
    auto generator = function(std::forward<A>(arguments)...);
    print("1. <generator object " + function.name() + ">");
    Future<T> yielded = generator.next();
    print("3. " + yielded.repr());
    yielded.add_done_callback(named(
        "add_callback",
        [&loop, name = function.name(), print, g = std::move(generator)](Future<T> f) mutable {
          detail::SendResult<T, R> send(name, std::move(g), std::move(f), print);
          loop.add_callback(named("send_result", std::move(send)));
        }));
    return yielded;
  };
  return wraps(function, def("wrapper", std::function<Future<T>(A...)>(wrapper)));
}

/// For an ordinary function: calling it is all there is to do.
template <class R, class... A>
FunctionObject<R(A...)> coroutine(FakeIOLoop&, FunctionObject<R(A...)> function,
                                  Print print = detail::print_nothing) {
  const auto wrapper = [function, print](A... arguments) -> R {
    if constexpr (std::is_void_v<R>) {
      function(std::forward<A>(arguments)...);
      print("1. None");
    } else {
      R result = function(std::forward<A>(arguments)...);
      print("1. " + detail::shown(result));
      return result;
    }
  };
  return wraps(function, def("wrapper", std::function<R(A...)>(wrapper)));
}

}  // namespace eyewall::fakeloop
