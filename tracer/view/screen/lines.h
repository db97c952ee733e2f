// What stands in the panes: lines, each with a marker that says what it is without any colour.
//
// What: pure functions from a place in a trace to lines; and how lines are drawn and scrolled.
// For: app_paint.cc. Threads: one at a time. Ownership: lines own their texts.
// Source: ours.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/state.h"
#include "screen/canvas.h"
#include "screen/layout.h"
#include "view/source.h"

namespace eyewall::screen {

struct Line {
  std::string text;
  char marker = ' ';  // '>': acts here; '*': changed by this event
  Style style = Style::plain;
};

/// The rows of a part's panes; `more`, where given, is how many were left out.
std::vector<Line> state_lines(const model::State& state, Part part);

/// `rows` source lines around the one that the event names, or the nearest event that encloses it.
struct SourceLines {
  std::string title;  // "core/ioloop/ioloop.cc:87"
  std::vector<Line> lines;
};
SourceLines source_lines(view::Source& source, const read::Trace& trace, const read::Event& event,
                         int rows);

/// An event's line: its number as wide as `digits`, and its sentence, as deep as it stands. With
/// `time`, its time before it.
Line event_line(const read::Trace& trace, const read::Event& event, trace::Level level, int digits,
                bool time);

/// Which line is the first to be drawn, of so many rows: that which the user scrolled to, or one
/// such that a changed line is seen. `tail`: the last lines matter most.
int first_line(std::span<const Line> lines, int rows, bool tail);

/// Draws lines from the `first` on; those behind it stay out.
void paint_lines(Canvas& canvas, const Rect& rect, std::span<const Line> lines, int first);

/// Long lines folded to a width.
std::vector<Line> folded(std::span<const Line> lines, int width);

}  // namespace eyewall::screen
