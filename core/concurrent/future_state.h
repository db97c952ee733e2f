// What every Future<T> shares, whatever T is: whether it is done, its exception, and who waits.
//
// What: a reference-counted state. Future<T> and the executors are its only makers.
// For: future.h; gen, which waits for futures of any type.
// Threads: every member function from any thread. Done callbacks run on the thread that sets the
// result. Ownership: shared by its futures; owns the callbacks until it is done. Source:
// Tornado 3.1.1 concurrent._DummyFuture and TracebackFuture, whose steps it takes; that it may be
//   set from another thread comes from concurrent.futures.Future.
#pragma once

#include <atomic>
#include <exception>
#include <stdexcept>
#include <utility>
#include <vector>

#include "functional/function.h"
#include "functional/ref_count.h"
#include "trace/emit.h"
#include "trace/lock.h"

namespace eyewall {

using trace::Site;

/// result() or exception() was asked of a future that is not done.
class FutureNotDoneError : public std::logic_error {
 public:
  FutureNotDoneError()
      : std::logic_error("the future is not done: yield it, or give it to add_future") {}
};

/// A future that is done was given a second result.
class FutureDoneError : public std::logic_error {
 public:
  FutureDoneError()
      : std::logic_error("the future is done already: it takes one result or one exception") {}
};

class FutureState {
 public:
  /// Called once, when the future is done.
  using DoneCallback = Function<void(FutureState&)>;

  explicit FutureState(Site at) : id_(trace::new_id(trace::Object::future)) {
    trace::emit<trace::Kind::future_new>(at, 0, trace::f::future(id_));
  }
  virtual ~FutureState();
  FutureState(const FutureState&) = delete;
  FutureState& operator=(const FutureState&) = delete;

  bool done() const { return done_.load(std::memory_order_acquire); }
  /// Whether it is done and has a result. Does not count as having looked at an exception.
  bool succeeded() const { return done() && !exception_; }
  /// The exception; null: there is a result. Counts as having looked at it. Throws
  /// FutureNotDoneError.
  std::exception_ptr exception();
  /// Throws the exception, if there is one.
  void rethrow() {
    if (!succeeded()) std::rethrow_exception(exception());
  }
  /// Calls it now when the future is done; else when it becomes so, in the order of adding.
  void add_done_callback(DoneCallback callback, Site at);
  /// Throws FutureDoneError, and std::invalid_argument for a null error. Then runs the done
  /// callbacks; what they throw comes out when all have run.
  void set_exception(std::exception_ptr error, Site at);

  trace::Id id() const { return id_; }
  /// The event in which it became done: the cause of what it resumes.
  trace::Seq resolved() const { return resolved_; }

  void retain() { owners_.add(); }
  void release() {
    if (owners_.drop()) delete this;
  }
  bool unique() const { return owners_.unique(); }

 protected:
  /// Runs store() and marks the future done, once: then tells everybody.
  template <class Store>
  void set_done(Store store, bool failed, Site at) {
    lock_.lock();
    if (done_.load(std::memory_order_relaxed)) {
      lock_.unlock();
      throw FutureDoneError();
    }
    try {
      store();
    } catch (...) {
      lock_.unlock();
      throw;
    }
    resolved_ = told(failed, at);
    done_.store(true, std::memory_order_release);
    lock_.unlock();
    notify(at);
  }

 private:
  trace::Seq told(bool failed, Site at);
  void notify(Site at);

  trace::SpinLock lock_;
  std::atomic<bool> done_{false};
  bool looked_at_ = false;
  RefCount owners_{1};
  trace::Id id_;
  trace::Seq resolved_ = 0;
  std::exception_ptr exception_;
  DoneCallback first_;              // almost every future has one callback
  std::vector<DoneCallback> more_;  // the others, in order
};

/// Shares ownership of a state.
template <class State>
class StatePtr {
 public:
  StatePtr() = default;
  /// Takes over the reference that the caller has.
  static StatePtr adopt(State* state) {
    StatePtr ptr;
    ptr.state_ = state;
    return ptr;
  }
  /// Adds a reference.
  static StatePtr share(State* state) {
    state->retain();
    return adopt(state);
  }
  StatePtr(const StatePtr& other) : state_(other.state_) {
    if (state_ != nullptr) state_->retain();
  }
  StatePtr(StatePtr&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
  StatePtr& operator=(StatePtr other) noexcept {
    std::swap(state_, other.state_);
    return *this;
  }
  ~StatePtr() {
    if (state_ != nullptr) state_->release();
  }
  State* get() const { return state_; }
  State* operator->() const { return state_; }
  State& operator*() const { return *state_; }
  explicit operator bool() const { return state_ != nullptr; }

 private:
  State* state_ = nullptr;
};

}  // namespace eyewall
