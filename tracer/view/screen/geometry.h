// Places on a screen, in cells.
//
// What: sizes and rectangles; rows from the top, columns from the left, both from 0.
// For: layout.h, canvas.h, and all that paints. Threads: plain values.
// Source: ours.
#pragma once

namespace eyewall::screen {

struct Size {
  int rows;
  int columns;
  bool operator==(const Size&) const = default;
};

struct Rect {
  int row;
  int column;
  int rows;
  int columns;
  bool operator==(const Rect&) const = default;
  /// Without its first `count` rows.
  Rect below(int count) const { return {row + count, column, rows - count, columns}; }
};

}  // namespace eyewall::screen
