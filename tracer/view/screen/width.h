// What of a text fits on a terminal.
//
// What: texts clipped and folded to a number of cells, which explain/cells.h counts.
// For: canvas.h, and whoever lays out a line. Threads: pure functions; any thread.
// Source: ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "explain/cells.h"

namespace eyewall::screen {

using explain::cells;
using explain::Glyph;
using explain::glyphs;

/// The beginning of a text that fits into so many cells; where some is left out, it ends in "…".
std::string clip(std::string_view text, int width);

/// Lines of at most `width` cells (at least 2), broken at spaces and beside wide characters; a
/// longer word is cut. One empty line for an empty text. Lines behind the first begin with `indent`
/// spaces.
std::vector<std::string> fold(std::string_view text, int width, int indent = 0);

/// Tabs as spaces up to the next multiple of `every`.
std::string expand_tabs(std::string_view text, int every);

}  // namespace eyewall::screen
