// What can be wrong with a coroutine's yields, by name.
//
// Threads: values. Source: Tornado 3.1.1 gen.KeyReuseError, UnknownKeyError, LeakedCallbackError,
//   BadYieldError, ReturnValueIgnoredError (here BadReturnError); gen.TimeoutError of Tornado 4.0.
#pragma once

#include <stdexcept>
#include <string>

namespace eyewall::gen {

/// A Callback's key is in use already in this coroutine.
class KeyReuseError : public std::logic_error {
 public:
  explicit KeyReuseError(const std::string& key)
      : std::logic_error("key " + key + " is already pending") {}
};

/// A Wait for a key that no Callback was yielded for.
class UnknownKeyError : public std::logic_error {
 public:
  explicit UnknownKeyError(const std::string& key)
      : std::logic_error("key " + key + " is not pending") {}
};

/// The coroutine returned, and callbacks that it asked for were never waited for.
class LeakedCallbackError : public std::logic_error {
 public:
  explicit LeakedCallbackError(const std::string& keys)
      : std::logic_error("finished without waiting for callbacks " + keys) {}
};

/// Something was yielded that cannot be waited for, or waited for as another type than it has.
class BadYieldError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// gen::Return was thrown with a value of another type than the coroutine returns.
class BadReturnError : public std::logic_error {
 public:
  BadReturnError()
      : std::logic_error("gen::Return holds a value of another type than the coroutine returns") {}
};

/// with_timeout's future was not done in time.
class TimeoutError : public std::runtime_error {
 public:
  TimeoutError() : std::runtime_error("Timeout") {}
};

}  // namespace eyewall::gen
