// The exceptions of the generator protocol, and what each broken rule is called.
//
// What: StopIteration (the end, with the returned value), GeneratorExit (what close throws in), and
// one
//   named error a rule that Python enforces.
// For: Generator, whoever drives one, and the body of one.
// Threads: values; any thread.
// Source: PEP 342 (GeneratorExit, close), PEP 380 (StopIteration.value), PEP 479 (a StopIteration
// raised
//   inside is a RuntimeError). Tornado 3.1.1 catches these in gen.py, Runner.run.
#pragma once

#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>

namespace eyewall {

/// A generator has no more values. Catch this one when the returned value does not matter.
class StopIteration : public std::exception {
 public:
  const char* what() const noexcept override { return "StopIteration"; }
};

/// What is thrown: StopIteration with the value of co_return.
template <class Return>
class StopIterationOf : public StopIteration {
 public:
  explicit StopIterationOf(std::optional<Return> returned) : value(std::move(returned)) {}

  /// Nothing from the second time on, as Python's None: the value is given once.
  std::optional<Return> value;
};

template <>
class StopIterationOf<void> : public StopIteration {};

/// Thrown into a generator by close. Like Python's it is no std::exception, so that a body which
/// handles every ordinary error still ends.
class GeneratorExit {};

/// Base of the errors below: the protocol was broken. what() says which rule, and what to do.
class GeneratorError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// A value was sent before the first yield: no expression waits for it. Python: TypeError.
class SentBeforeStart : public GeneratorError {
 public:
  SentBeforeStart();
};

/// The generator was resumed, or closed, by itself while it ran. Python: ValueError.
class AlreadyExecuting : public GeneratorError {
 public:
  AlreadyExecuting();
};

/// close threw GeneratorExit in, and the generator yielded another value. Python: RuntimeError.
class IgnoredGeneratorExit : public GeneratorError {
 public:
  IgnoredGeneratorExit();
};

/// A StopIteration got out of the body, where it would have ended somebody's loop in silence; it is
/// nested in this one. Python: RuntimeError (PEP 479).
class RaisedStopIteration : public GeneratorError {
 public:
  RaisedStopIteration();
};

/// co_yield from(g), where g had finished before: there is no returned value to go on with.
class NothingReturned : public GeneratorError {
 public:
  NothingReturned();
};

namespace generator {

/// The error itself, or RaisedStopIteration with a StopIteration nested in it.
std::exception_ptr without_stop_iteration(std::exception_ptr raised);

/// Whether that is what close throws in.
bool is_generator_exit(const std::exception_ptr& thrown);

/// Tells stderr of an exception that a destructor cannot let out, as Python does.
void report_ignored(const std::exception_ptr& raised, const char* generator) noexcept;

}  // namespace generator
}  // namespace eyewall
