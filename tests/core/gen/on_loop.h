// What the tests of coroutines share: a loop that is current, whose time passes only while it
// polls.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/ioloop/fake_time.h"
#include "core/sys/captured_log.h"
#include "gen/gen.h"
#include "trace/exception_text.h"

namespace eyewall::test {

class OnLoop : public testing::Test, public FakeTime {
 protected:
  OnLoop() { loop.make_current(); }
  ~OnLoop() override { IOLoop::clear_current(); }

  /// Runs the loop for `turns` turns.
  void turn(int turns = 1) {
    std::function<void()> again = [&] {
      if (--turns > 0)
        loop.add_callback(again);
      else
        loop.stop();
    };
    loop.add_callback(again);
    loop.start();
  }
  /// Runs the loop until the future is done.
  template <class T>
  T result_of(Future<T> future) {
    return run_sync(loop, [future = std::move(future)]() mutable { return std::move(future); });
  }
  /// The type and message of what the future ends with; "" when it has a result.
  template <class T>
  std::string error_of(Future<T> future) {
    try {
      result_of(std::move(future));
      return "";
    } catch (...) {
      const ExceptionText text = describe(std::current_exception());
      return text.type + ": " + text.message;
    }
  }

  CapturedLog log;
};

/// fn(callback, value) calls callback(value) after a number of turns.
template <class T>
void delay_callback(int turns, T value, gen::ResultCallback callback) {
  if (turns == 0) return callback(value);
  IOLoop::current().add_callback(
      [turns, value = std::move(value), callback = std::move(callback)]() mutable {
        delay_callback(turns - 1, std::move(value), std::move(callback));
      });
}

/// A future that fails with runtime_error(text) at once.
inline Future<int> failed(const char* text) {
  Future<int> future;
  future.set_exception(std::make_exception_ptr(std::runtime_error(text)));
  return future;
}

/// A future that is done after some turns of the loop.
template <class T>
Future<T> after_turns(int turns, T value) {
  Future<T> future;
  const auto step = std::make_shared<std::function<void(int)>>();
  *step = [future, value, weak = std::weak_ptr(step)](int left) mutable {
    if (left == 0) return future.set_result(value);
    IOLoop::current().add_callback([left, step = weak.lock()] { (*step)(left - 1); });
  };
  (*step)(turns);
  return future;
}

}  // namespace eyewall::test
