// Who did something: the scope that an event lies in, in words.
//
// What: names for begin events, and the innermost one around an event.
// For: why.h, lint.h, blame.h. Threads: pure functions.
// Source: ours.
#pragma once

#include <string>

#include "read/trace.h"

namespace eyewall::explain {

/// "the callback on_headers", "the handler handle_events of descriptor 7 (conn1)", "the call of
/// handle_read", "coroutine 1", "the task resolve".
std::string scope_name(const read::Event& begin);

/// The scope that encloses the event; "the program" where none does.
std::string doer(const read::Trace& trace, const read::Event& event);

/// The callback, handler or task that encloses the event or is begun by it: what the loop, or an
/// executor's thread, ran. nullptr: none.
const read::Event* turn_of(const read::Trace& trace, const read::Event& event);

/// Whether the source line is the program's own: under lessons/, or neither core's nor tracer's.
bool own_line(const read::Event& event);

}  // namespace eyewall::explain
