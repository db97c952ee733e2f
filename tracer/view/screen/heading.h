// The heading of a pane: a line with its name in it.
//
// For: all that paints panes. Threads: one a canvas. Source: ours.
#pragma once

#include <string_view>

#include "screen/canvas.h"

namespace eyewall::screen {

/// Draws it in the first row of the rectangle. With the focus the name stands in brackets. `note`
/// stands at the right end; it goes first where there is little room.
void paint_heading(Canvas& canvas, const Rect& rect, std::string_view name, bool focused,
                   std::string_view note = {});

}  // namespace eyewall::screen
