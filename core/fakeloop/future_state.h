// What every Future shares with its Promise, whatever the type of the result.
//
// What: pending, running or finished; the wait; the exception; the events.
// For: Future and Promise (future.h). Threads: any; one mutex guards everything below it.
// Ownership: by std::shared_ptr, from the Promise and every copy of the Future.
// Source: Python's concurrent.futures._base.Future, which Tornado 3.1.1's concurrent.py imports.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <string>

#include "functional/function.h"
#include "trace/emit.h"

namespace eyewall::fakeloop {

/// A result or an exception was set for a second time.
class AlreadyFinished : public std::logic_error {
 public:
  explicit AlreadyFinished(const std::string& future);
};

/// What result() throws when the Promise was destroyed with nothing set: nobody can set it any
/// more.
class BrokenPromise : public std::runtime_error {
 public:
  explicit BrokenPromise(const std::string& future);
};

class FutureState {
 public:
  enum class Phase : std::uint8_t { pending, running, finished };

  FutureState(std::string name, trace::Site at);
  virtual ~FutureState();
  FutureState(const FutureState&) = delete;
  FutureState& operator=(const FutureState&) = delete;

  const std::string& name() const { return name_; }
  trace::Id id() const { return id_; }
  Phase phase() const;
  /// "<Future NAME state=running>".
  std::string repr() const;

  void set_running();
  /// Waits until it is finished; then throws the exception, if that is what it has.
  void wait();

 protected:
  // To be called with mutex_ held. Throws AlreadyFinished.
  void refuse_second() const;
  void finish_with_result(trace::Site at);
  void finish_with_exception(std::exception_ptr raised, trace::Site at);

  void on_then(const char* callback, bool done, trace::Site at) const;
  void on_notify(const char* callback) const;

  mutable std::mutex mutex_;
  Phase phase_ = Phase::pending;

 private:
  const std::string name_;
  const trace::Id id_;
  trace::Seq finished_at_ = 0;  // the event: future.resolve or future.reject
  std::exception_ptr raised_;
  bool looked_at_ = false;  // whether anybody has seen the exception
  std::condition_variable finished_;
};

}  // namespace eyewall::fakeloop
