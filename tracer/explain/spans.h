// How long each scope of a trace took.
//
// What: a span a begin event: its end, its time, and its time less that of the scopes inside it.
// For: lint, blame, stats.
// Threads: constant once made. Ownership: numbers only.
// Source: ours.
#pragma once

#include <cstdint>
#include <vector>

#include "read/trace.h"

namespace eyewall::explain {

struct Span {
  trace::Seq begin;
  trace::Seq end = 0;        // the end event; 0: none: it lasts to its thread's last event
  std::int64_t ns = 0;       // from begin to end
  std::int64_t self_ns = 0;  // of that, in no scope inside it
  bool loops = false;        // a loop turned inside it: it did not hold that one
};

class Spans {
 public:
  explicit Spans(const read::Trace& trace);

  /// In the order of their begins.
  const std::vector<Span>& all() const { return spans_; }
  /// The span of a begin event; nullptr for any other.
  const Span* of(trace::Seq begin) const;

 private:
  Span* find(trace::Seq begin);
  void close(const read::Trace& trace, const std::vector<std::int64_t>& last);

  std::vector<Span> spans_;
};

/// What the loop ran itself: a callback (a timer's, too) or a handler, and in no other of them.
bool is_turn(const read::Trace& trace, const read::Event& begin);

}  // namespace eyewall::explain
