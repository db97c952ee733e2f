// How many cells a text takes on a terminal, and what of it fits.
//
// What: a code point takes one cell, a wide one two, a combining mark none, as wcwidth says it for
//   UTF-8, whatever the locale of the process is.
// For: canvas.h, and whoever lays out a line. Threads: pure functions; any thread.
// Source: ours over the C library's tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace eyewall::screen {

/// A character as a terminal shows it: a code point and the marks that combine with it.
struct Glyph {
  std::string text;
  int cells;  // 1 or 2
};

/// The text's glyphs. What is no character, has no picture, or turns the text around it is U+FFFD;
/// a mark that follows none is dropped.
std::vector<Glyph> glyphs(std::string_view text);

/// The cells that a text takes.
int cells(std::string_view text);

/// The beginning of a text that fits into so many cells; where some is left out, it ends in "…".
std::string clip(std::string_view text, int width);

/// Lines of at most `width` cells (at least 2), broken at spaces; a longer word is cut. One empty
/// line for an empty text. Lines behind the first begin with `indent` spaces.
std::vector<std::string> fold(std::string_view text, int width, int indent = 0);

/// Tabs as spaces up to the next multiple of `every`.
std::string expand_tabs(std::string_view text, int every);

}  // namespace eyewall::screen
