// Runner: drives one coroutine from yield to yield.
//
// What: asks the yield point whether it is ready, takes its result, sends it into the coroutine (or
// throws an
//   exception in), starts what is yielded next; until something is not ready. The callback that
//   makes it ready runs it again.
// For: coroutine.h, engine; yield points, which register keys with it.
// Threads: the loop's own.
// Ownership: owns the coroutine's frame. Is itself shared by the callbacks that will resume it:
// when the last
//   of them is gone, so is the coroutine.
// Source: Tornado 3.1.1 gen.Runner.
#pragma once

#include <any>
#include <coroutine>
#include <exception>
#include <memory>

#include "concurrent/future_state.h"
#include "functional/function.h"
#include "gen/key.h"
#include "gen/yield_point.h"
#include "trace/emit.h"

namespace eyewall::gen {

using trace::Site;

/// What a Runner and its coroutine say to each other, whatever the coroutine returns.
struct Exchange {
  YieldPoint* yielded = nullptr;  // coroutine to Runner: what it waits for
  Site yielded_at;                // and where
  std::exception_ptr thrown_in;   // Runner to coroutine: thrown at its yield
  std::exception_ptr let_out;     // coroutine to Runner: how it ended, unless it returned
  trace::Id gen = 0;

  /// The coroutine leaves, to wait for `point`.
  void leave(YieldPoint& point, Site at) {
    yielded = &point;
    yielded_at = at;
  }
  /// The coroutine is back at its yield. Throws what is thrown in.
  void come_back(Site at) {
    if (thrown_in) std::rethrow_exception(std::exchange(thrown_in, nullptr));
    trace::emit<trace::Kind::gen_resume>(at, 0, trace::f::gen(gen));
  }
};

class Runner {
 public:
  /// final_callback: called when the coroutine has returned.
  Runner(std::coroutine_handle<> gen, Exchange& exchange, Function<void()> final_callback);
  ~Runner();
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  // --- for yield points ---

  /// Notes a key as pending. future: the number of the one that will answer it; 0: none. Throws
  /// KeyReuseError.
  void register_callback(const Key& key, trace::Id future = 0);
  /// Whether the key has its result. Throws UnknownKeyError.
  bool is_ready(const Key& key) { return pending_.has_result(key); }
  /// Gives the key its result, and runs on.
  void set_result(const Key& key, std::any result);
  /// Takes the result and forgets the key. Throws UnknownKeyError.
  std::any pop_result(const Key& key) { return pending_.pop_result(key); }
  /// A key that no other yield point of this Runner has.
  Key new_key() { return Key::numbered(++last_key_); }

  // --- for the decorators ---

  /// Starts or resumes the coroutine. Throws what the coroutine lets out, and LeakedCallbackError.
  void run();
  /// An exception of something that the coroutine started: thrown in at its yield. False: it runs,
  /// or is over.
  bool handle_exception(std::exception_ptr error);
  /// *observer is this, until the Runner dies: for contexts, which may outlive it.
  void observed_by(std::shared_ptr<Runner*> observer);

  trace::Id id() const { return id_; }
  void retain() { ++owners_; }
  void release() {
    if (--owners_ == 0) delete this;
  }

 private:
  bool take_result();
  void send();
  void finish();
  void start_yielded();

  std::coroutine_handle<> gen_;
  Exchange& exchange_;
  Function<void()> final_callback_;
  NullYieldPoint null_yield_point_;
  YieldPoint* yield_point_ = &null_yield_point_;
  PendingKeys pending_;
  std::exception_ptr exc_info_;
  std::shared_ptr<Runner*> self_;
  bool running_ = false;
  bool finished_ = false;
  bool had_exception_ = false;
  int owners_ = 1;
  std::uint64_t last_key_ = 0;
  trace::Id id_;
};

using RunnerPtr = StatePtr<Runner>;

}  // namespace eyewall::gen
