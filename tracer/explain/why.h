// Why something happened, and why something has not: chains of events, in sentences.
//
// What: why() follows causes from an event back to the program's own line; why_not() says what an
//   object waits for, as far as the trace has come.
// For: the players, the HTML page, `eyewall why`, the feedback of a quiz.
// Threads: one a Timeline; else pure functions. Ownership: answers own their texts.
// Source: ours; it answers from `cause` and `in`, which every event carries.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "model/timeline.h"

namespace eyewall::explain {

/// A sentence, and the event that it speaks of; seq 0: of none in particular.
struct Link {
  trace::Seq seq;
  std::string text;
};

/// The chain of causes of event `seq`: first the event itself, last what the program's own line
/// did. Throws std::invalid_argument where the trace has no such event.
std::vector<Link> why(const read::Trace& trace, trace::Seq seq);

/// What the object waits for after event `now`, or that it waits for nothing (any more), and how it
/// ended. Throws std::invalid_argument where the trace has not had such an object by then.
std::vector<Link> why_not(model::Timeline& timeline, trace::Seq now, model::Ref object);

/// "future 5", "callback 3", "fd 9" (a handler), "timer 2", "coroutine 1", "stream 1", "task 1".
/// Throws std::invalid_argument with what can be said.
model::Ref parse_object(std::string_view text);

/// A line a link: the sentence, its event's number, and the source line, where it has them.
void print(std::ostream& out, const read::Trace& trace, const std::vector<Link>& links);

}  // namespace eyewall::explain
