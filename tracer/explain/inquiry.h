// One question of why_not: what an object waits for, and what that waits for in turn.
//
// What: walks from object to object over a State, each once, and notes a sentence a step.
// For: why_not.h alone. inquiry_*.cc have a function a sort of object.
// Threads: one at a time. Ownership: borrows the state, which stays as it is meanwhile.
// Source: ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "explain/closure.h"
#include "explain/why.h"

namespace eyewall::explain {

class Inquiry {
 public:
  explicit Inquiry(const model::State& state) : state_(state), trace_(state.trace()) {}

  /// Tells of an object that is there, and of what it waits for. One that was told of is named
  /// only: what waits for itself waits for ever.
  void about(model::Ref object);
  /// Says where the loop is, if something is waited for that only the loop can bring.
  void about_loop();
  std::vector<Link> links() { return std::move(links_); }

 private:
  using Id = model::Id;
  using Seq = trace::Seq;
  using Sort = model::Sort;

  void tell(model::Ref object);
  bool told(model::Ref object) const;
  void callback(Id id);   // inquiry_loop.cc
  void timer(Id id);      // inquiry_loop.cc
  void handler(Id fd);    // inquiry_loop.cc
  void future(Id id);     // inquiry_future.cc
  void coroutine(Id id);  // inquiry_future.cc
  void stream(Id id);     // inquiry_stream.cc
  void exchange(Id id);   // inquiry_stream.cc
  void task(Id id);       // inquiry_future.cc
  void queued(Id id, const model::Callback& callback);
  void found_ready(const model::Handler& handler);
  Seq begin_of(const read::Event& poll_end) const;
  void watched(const model::Stream& stream);
  void awaited(const model::Coroutine& coroutine);

  /// Who would bring what `made`, a future.new or a runner.register, stands for: tells of each.
  void who_would(const read::Event& made, std::string_view would = "would");
  std::vector<model::Ref> outstanding(const Closure& closure) const;
  bool waits_for_told(const model::Coroutine& coroutine) const;
  void tell_of(const std::vector<model::Ref>& found, std::string_view would);
  void tell_of(model::Ref found, std::string_view would);
  Seq since(const Closure& closure, const model::Future& future) const;
  /// "has been waiting for READ on fd 9 since step 31", and that step; empty: for nothing.
  std::string waiting(model::Ref object, Seq& since) const;
  std::string stream_waiting(Id id, const model::Stream& stream, Seq& since) const;
  Seq last_of(Id stream, trace::Kind kind, Seq from) const;

  void say(Seq seq, std::string text) { links_.push_back({seq, std::move(text)}); }
  /// Says which callback or handler holds the loop now, or that it polls; false: neither.
  bool holder(std::string_view so);
  std::string name_of(model::Ref object) const;
  /// ", in the callback on_connect"
  std::string by(Seq seq) const;
  const read::Event* last(trace::Kind kind, Seq after = 0) const;

  const model::State& state_;
  const read::Trace& trace_;
  std::vector<Link> links_;
  std::vector<model::Ref> told_;
  std::vector<model::Ref> path_;  // of about()
  bool waits_ = false;            // something is waited for
};

/// "future 5", "callback 3 (on_headers)", "coroutine 1 (download)", "fd 9 (conn1)".
std::string object_name(const model::State& state, model::Ref object);
/// How far an exchange is: "its request is sent, and no headers have come".
std::string stage_of(model::Exchange::Status status);
/// "step 31"
std::string step(trace::Seq seq);

}  // namespace eyewall::explain
