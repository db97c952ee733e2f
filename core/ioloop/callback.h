// A scheduled callback: what the loop's list holds.
//
// What: the callable in its context, and its number and its add event in the trace. Destroyed
// without
//   having been run, it says so (callback.drop).
// For: IOLoop, CallbackList.
// Threads: a value, handed from the adding thread to the loop's.
// Source: the functools.partial objects in Tornado 3.1.1's PollIOLoop._callbacks.
#pragma once

#include <utility>

#include "stack_context/wrap.h"
#include "trace/emit.h"

namespace eyewall {

using Callable = stack_context::Wrapped<void()>;

class Callback {
 public:
  Callback() = default;
  /// Wraps the callable, and emits callback.add. `stream`: the stream that schedules it, if one
  /// does.
  template <class F>
  Callback(F&& callable, trace::Site at, trace::Id stream = 0)
      : callable_(std::forward<F>(callable)), id_(trace::new_id(trace::Object::callback)) {
    added_ = trace::emit<trace::Kind::callback_add>(
        at, 0, trace::f::cb(id_), trace::f::name(name()), trace::f::stream(stream));
  }
  Callback(Callback&& other) noexcept
      : callable_(std::move(other.callable_)),
        id_(std::exchange(other.id_, 0)),
        added_(other.added_) {}
  Callback& operator=(Callback&& other) noexcept {
    std::swap(callable_, other.callable_);
    std::swap(id_, other.id_);
    std::swap(added_, other.added_);
    return *this;
  }
  ~Callback() {
    if (id_ != 0)
      trace::emit<trace::Kind::callback_drop>({}, added_, trace::f::cb(id_),
                                              trace::f::name(name()));
  }

  /// Runs it, between callback.begin and callback.end. Lets out what it throws.
  void run(trace::Site at);
  const char* name() const { return callable_.name(); }
  trace::Id id() const { return id_; }

 private:
  Callable callable_;
  trace::Id id_ = 0;      // 0: made while nothing recorded, or moved from, or run
  trace::Seq added_ = 0;  // the cause of its callback.begin
};

inline void Callback::run(trace::Site at) {
  if (id_ == 0) return callable_();
  const trace::Id id = std::exchange(id_, 0);
  const trace::Seq begin = trace::emit<trace::Kind::callback_begin>(at, added_, trace::f::cb(id),
                                                                    trace::f::name(name()));
  const trace::Scope scope(begin);
  // The end is told however the callable is left; what it threw is told by the loop.
  struct End {
    trace::Id id;
    trace::Site at;
    ~End() { trace::emit<trace::Kind::callback_end>(at, 0, trace::f::cb(id)); }
  } const end{id, at};
  callable_();
}

}  // namespace eyewall
