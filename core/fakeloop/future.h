// Future and Promise: a result that another thread will set, seen from both ends.
//
// What: the one waits for the result, or asks to be called when it is there; the other sets it.
// For: ThreadPoolExecutor makes them; coroutine waits for one without blocking.
// Threads: any, at once. A done callback runs on the thread that sets the result, or at once on the
//   caller's when it is there already: which is why a loop's user hands it on with add_callback.
// Ownership: a Future is a handle, and copies are the same future. A Promise is move-only;
// destroying it
//   with nothing set sets BrokenPromise, so that nobody waits for ever.
// Differs from Python: no cancel, no timeout of result(); T must be copyable, each caller gets its
// copy. Source: Python's concurrent.futures.Future, which Tornado 3.1.1's concurrent.py uses.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "fakeloop/future_state.h"
#include "fakeloop/report.h"

namespace eyewall::fakeloop {

template <class T>
class Future;

template <class T>
class SharedFuture final : public FutureState,
                           public std::enable_shared_from_this<SharedFuture<T>> {
 public:
  using Value = std::conditional_t<std::is_void_v<T>, std::monostate, T>;
  using Callback = Function<void(Future<T>)>;
  using FutureState::FutureState;

  void set_result(Value value, trace::Site at);
  void set_exception(std::exception_ptr raised, trace::Site at);
  T result();
  void add_done_callback(Callback callback, trace::Site at);

 private:
  void notify();
  void call(Callback callback);

  std::optional<Value> value_;       // guarded by mutex_ until finished, constant afterwards
  std::vector<Callback> callbacks_;  // guarded by mutex_; empty once finished
};

template <class T>
class Future {
  static_assert(std::is_void_v<T> || std::is_copy_constructible_v<T>, "each caller gets a copy");

 public:
  using Result = T;

  /// Waits, then gives the result or throws the exception.
  T result() const { return shared_->result(); }
  bool done() const { return shared_->phase() == FutureState::Phase::finished; }
  /// Calls callback(this future) once, when it is finished. What it throws is told to stderr.
  /// Throws BadCall when it is empty.
  void add_done_callback(Function<void(Future)> callback,
                         trace::Site at = trace::Site::current()) const {
    shared_->add_done_callback(std::move(callback), at);
  }

  const std::string& name() const { return shared_->name(); }
  /// "<Future NAME state=running>": how Python shows one, its name for the address.
  std::string repr() const { return shared_->repr(); }

 private:
  template <class>
  friend class Promise;
  friend class SharedFuture<T>;
  explicit Future(std::shared_ptr<SharedFuture<T>> shared) : shared_(std::move(shared)) {}

  std::shared_ptr<SharedFuture<T>> shared_;
};

template <class T>
class Promise {
 public:
  using Value = typename SharedFuture<T>::Value;

  explicit Promise(std::string name, trace::Site at = trace::Site::current())
      : shared_(std::make_shared<SharedFuture<T>>(std::move(name), at)) {}
  Promise(Promise&&) noexcept = default;
  Promise& operator=(Promise&&) = delete;
  ~Promise() {
    if (!shared_ || shared_->phase() == FutureState::Phase::finished) return;
    shared_->set_exception(std::make_exception_ptr(BrokenPromise(shared_->name())), {});
  }

  Future<T> future() const { return Future<T>(shared_); }

  /// Each throws AlreadyFinished once there is a result or an exception.
  void set_running() { shared_->set_running(); }
  void set_result(Value value, trace::Site at = trace::Site::current()) {
    kept()->set_result(std::move(value), at);
  }
  void set_result(trace::Site at = trace::Site::current()) requires(std::is_void_v<T>) {
    kept()->set_result({}, at);
  }
  void set_exception(std::exception_ptr raised, trace::Site at = trace::Site::current()) {
    kept()->set_exception(std::move(raised), at);
  }

 private:
  // Whoever waits for the result may destroy this Promise while the one who sets it is still
  // inside.
  std::shared_ptr<SharedFuture<T>> kept() const { return shared_; }

  std::shared_ptr<SharedFuture<T>> shared_;
};

template <class T>
void SharedFuture<T>::set_result(Value value, trace::Site at) {
  {
    const std::lock_guard lock(mutex_);
    refuse_second();
    value_.emplace(std::move(value));
    finish_with_result(at);
  }
  notify();
}

template <class T>
void SharedFuture<T>::set_exception(std::exception_ptr raised, trace::Site at) {
  {
    const std::lock_guard lock(mutex_);
    refuse_second();
    finish_with_exception(std::move(raised), at);
  }
  notify();
}

template <class T>
T SharedFuture<T>::result() {
  wait();
  if constexpr (!std::is_void_v<T>) return *value_;
}

template <class T>
void SharedFuture<T>::add_done_callback(Callback callback, trace::Site at) {
  if (!callback) throw BadCall();
  {
    const std::lock_guard lock(mutex_);
    const bool finished = phase_ == Phase::finished;
    on_then(callback.name(), finished, at);
    if (!finished) return callbacks_.push_back(std::move(callback));
  }
  call(std::move(callback));
}

// Nobody adds to callbacks_ any more, but the lock is not held: a callback may use the future.
template <class T>
void SharedFuture<T>::notify() {
  std::vector<Callback> callbacks;
  {
    const std::lock_guard lock(mutex_);
    callbacks.swap(callbacks_);
  }
  for (Callback& callback : callbacks) call(std::move(callback));
}

template <class T>
void SharedFuture<T>::call(Callback callback) {
  on_notify(callback.name());
  try {
    callback(Future<T>(this->shared_from_this()));
  } catch (...) {
    report(callback.name(), std::current_exception());
  }
}

}  // namespace eyewall::fakeloop
