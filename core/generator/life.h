// The life of one generator: its state, and the events that tell it.
//
// What: the part of a coroutine's promise that depends on no type: unstarted, running, suspended;
// its
//   number and name; gen.* events. A finished generator has no frame, and so no Life.
// For: Promise (promise.h) and Frame (frame.h).
// Threads: one at a time, as the generator. Ownership: lives in the coroutine frame.
// Causes: each event of a generator names the one that put it where it waited: a send or a throw
// names
//   the last yield (or gen.new), and so does the resume inside it. So the chain can be walked back.
// Source: CPython's gi_frame_state.
#pragma once

#include <cstdint>
#include <exception>
#include <typeinfo>

#include "trace/emit.h"

namespace eyewall::generator {

class Life {
 public:
  Life() = default;
  Life(const Life&) = delete;
  Life& operator=(const Life&) = delete;

  trace::Id id() const { return id_; }
  const char* name() const { return name_; }
  bool unstarted() const { return state_ == State::unstarted; }
  bool running() const { return state_ == State::running; }

  /// Throws AlreadyExecuting while it runs.
  void refuse_reentry() const;

  void run() { state_ = State::running; }
  void suspend() { state_ = State::suspended; }

  // One function an event. type is null for None: next(), or no value.
  void on_new(const char* function);
  trace::Seq on_send(const std::type_info* type, trace::Site at) const;
  trace::Seq on_throw(const std::exception_ptr& thrown, trace::Site at) const;
  void on_resume(const std::type_info* type, trace::Site at) const;
  void on_resume(const std::exception_ptr& thrown, trace::Site at) const;
  void on_yield(const std::type_info& type, trace::Site at);
  void on_return(trace::Site at) const;
  void on_raise(const std::exception_ptr& raised) const;
  void on_close(trace::Site at) const;

 private:
  enum class State : std::uint8_t { unstarted, suspended, running };

  State state_ = State::unstarted;
  trace::Id id_ = 0;
  trace::Seq waits_since_ = 0;  // gen.new or the last gen.yield
  const char* name_ = "";       // of the generator function; static storage
};

}  // namespace eyewall::generator
