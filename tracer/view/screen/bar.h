// The timeline: a whole trace in one row.
//
// What: the trace cut into as many buckets as there are cells; each shows what the loop did in it.
// For: app_paint.cc. Threads: pure functions; any thread.
// Source: ours.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "read/trace.h"
#include "screen/canvas.h"

namespace eyewall::screen {

/// What the loop does at an event.
enum class Doing : std::uint8_t { other, poll, callback, timer, handler, failing };

struct DoingInfo {
  std::string_view character;
  Style style;
  std::string_view what;
};
const DoingInfo& info(Doing doing);

/// By the callback or the handler that the event lies in; failing: the event is an exception's.
Doing doing(const read::Trace& trace, const read::Event& event);

/// One a cell: failing where something in the bucket is, else what is most frequent. Of a bucket
/// with many events some hundred are looked at, evenly spread, so a long trace costs no more.
std::vector<Doing> buckets(const read::Trace& trace, int width);

/// The cell of event `seq`.
int bucket_of(read::Seq seq, read::Seq last, int width);

/// Draws the row; the place is marked with a line.
void paint_bar(Canvas& canvas, const Rect& rect, const std::vector<Doing>& buckets, int place);

}  // namespace eyewall::screen
