// YieldPoint: something that a coroutine yields and its Runner waits for.
//
// What: the interface between the two, and the point that a Runner begins with.
// For: Runner; yield points of the library and of users.
// Threads: the loop's own.
// Ownership: a yield point lives in the coroutine's frame while the coroutine is suspended at it.
// Source: Tornado 3.1.1 gen.YieldPoint, gen._NullYieldPoint.
#pragma once

#include "trace/sink.h"

namespace eyewall::gen {

class Runner;

class YieldPoint {
 public:
  virtual ~YieldPoint() = default;
  /// Called once, by the Runner, after it was yielded. May throw: into the coroutine.
  virtual void start(Runner& runner) = 0;
  /// Whether the coroutine can go on. May be called often.
  virtual bool is_ready() = 0;
  /// Takes the result, for await_resume to hand out. Called once, when ready. May throw: into the
  /// coroutine.
  virtual void get_result() = 0;

  /// Its sort, for the trace: "YieldFuture".
  virtual const char* name() const = 0;
  /// Whether it waits for a key of the Runner's; the null point does not.
  virtual bool keyed() const { return true; }
  /// The future that it waits for, if it does; and the event that made it ready.
  virtual trace::Id future() const { return 0; }
  virtual trace::Seq cause() const { return 0; }
};

/// Ready from the start: what makes a Runner begin.
class NullYieldPoint final : public YieldPoint {
 public:
  void start(Runner&) override {}
  bool is_ready() override { return true; }
  void get_result() override {}
  const char* name() const override { return "null"; }
  bool keyed() const override { return false; }
};

}  // namespace eyewall::gen
