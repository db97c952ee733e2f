// A screen in memory: cells with a character and a style each.
//
// What: what the player paints on. A terminal shows it; a test reads it as text.
// For: all that paints, and terminal.h. Threads: one at a time. Ownership: owns its cells.
// Source: ours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "screen/geometry.h"

namespace eyewall::screen {

/// What a piece of text is; the terminal decides how that looks.
enum class Style : std::uint8_t {
  plain,
  faint,  // there, but not to be read first
  strong,
  title,
  rule,    // the lines between panes
  focus,   // the heading of the pane that has the keys
  acting,  // the source line and the event where the player stands
  changed,
  key,  // a key's name
  error,
  callback,
  handler,
  poll,
  timer,
  coroutine,
};

struct Cell {
  std::string text = " ";  // empty: the right half of the wide character before it
  Style style = Style::plain;
  bool operator==(const Cell&) const = default;
};

class Canvas {
 public:
  explicit Canvas(Size size);

  Size size() const { return size_; }
  const Cell& at(int row, int column) const { return cells_[index(row, column)]; }

  /// Writes a text that begins at the cell, at most `width` cells of it; "…" where it is longer.
  /// What lies outside the canvas is left out. Returns the column behind it.
  int put(int row, int column, std::string_view text, int width, Style style = Style::plain);
  /// Gives cells of a row a style, whatever stands there.
  void paint(int row, int column, int width, Style style);
  /// Fills a row's cells with one character of one cell.
  void fill(int row, int column, int width, std::string_view character, Style style);
  /// Blanks a rectangle.
  void clear(const Rect& rect);

  /// A row as text, without spaces at its end; and all of them, a line each.
  std::string row(int row) const;
  std::string text() const;

 private:
  std::size_t index(int row, int column) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(size_.columns) +
           static_cast<std::size_t>(column);
  }
  bool holds(int row) const { return row >= 0 && row < size_.rows; }
  void set(int row, int column, std::string_view text, Style style);

  Size size_;
  std::vector<Cell> cells_;
};

}  // namespace eyewall::screen
