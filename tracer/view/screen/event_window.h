// The events around a place that a pane has room for.
//
// What: those that the level of detail shows; while a coroutine is followed, only its own.
// For: app_paint.cc. Threads: one at a time. Ownership: numbers only.
// Source: ours.
#pragma once

#include <vector>

#include "view/navigator.h"

namespace eyewall::screen {

/// At most `rows` events, in order; the place is always one of them. It stands at the same row from
/// step to step, but for the ends of the trace. `following`: only events of the same owner
/// (view/owner.h).
std::vector<read::Seq> event_window(view::Navigator& navigator, int rows, bool following);

}  // namespace eyewall::screen
