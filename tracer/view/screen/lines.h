// What stands in the panes: lines, each with a marker that says what it is without any colour.
//
// What: pure functions from a place in a trace to the lines of a pane; and how they are drawn.
// For: app_paint.cc. Threads: one at a time. Ownership: lines own their texts.
// Source: ours.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/state.h"
#include "screen/canvas.h"
#include "screen/layout.h"
#include "view/navigator.h"
#include "view/source.h"

namespace eyewall::screen {

struct Line {
  std::string text;
  char marker = ' ';  // '>': acts here; '*': changed by this event
  Style style = Style::plain;
};

/// What is seen of a pane.
struct Shown {
  std::string title;        // what its heading says behind the pane's name; may be empty
  std::vector<Line> lines;  // not more than there is room for
  int first = 0;            // which of its lines is the first of these
  int count = 0;            // how many it has
};

/// How a pane is looked at.
struct Look {
  int rows;
  int columns;
  bool whole = false;        // long lines are always folded, not only where there is room
  std::optional<int> first;  // the line that the user scrolled to
};

/// The rows of a part's panes. Unless the user scrolled, a changed row is among those seen; of the
/// call stack and the output the last ones are.
Shown state_shown(const model::State& state, Part part, const Look& look);

/// The source around the line that the event names, or the nearest event that encloses it.
Shown source_shown(view::Source& source, const read::Trace& trace, const read::Event& event,
                   const Look& look);

/// The events around the place. `following`: only those of the same owner; see event_window.h.
Shown events_shown(view::Navigator& navigator, bool following, const Look& look);

/// Draws a pane: heading, lines, and how many lines are below them.
void paint_pane(Canvas& canvas, const Rect& rect, std::string_view name, bool focused,
                const Shown& shown);

}  // namespace eyewall::screen
