// How many cells a text takes on a terminal, and where a line of it may end.
//
// What: a code point takes one cell, a wide one two, a combining mark none, as wcwidth says it for
//   UTF-8, whatever the locale of the process is.
// For: text.h, and the full-screen player. Threads: pure functions; any thread.
// Source: ours over the C library's tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace eyewall::explain {

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

/// Whether a line may end between two glyphs that no space parts: beside a wide one, unless a
/// bracket or a stop would stand alone at the end or the beginning of a line.
bool may_part(const Glyph& before, const Glyph& after);

}  // namespace eyewall::explain
