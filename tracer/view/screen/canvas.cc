#include "screen/canvas.h"

#include <algorithm>

#include "screen/width.h"

namespace eyewall::screen {

Canvas::Canvas(Size size)
    : size_(size),
      cells_(static_cast<std::size_t>(size.rows) * static_cast<std::size_t>(size.columns)) {}

// A half of a wide character cannot stand alone: its other half becomes a blank.
void Canvas::set(int row, int column, std::string_view text, Style style) {
  Cell& cell = cells_[index(row, column)];
  if (cell.text.empty() && column > 0) cells_[index(row, column - 1)].text = " ";
  if (column + 1 < size_.columns && cells_[index(row, column + 1)].text.empty()) {
    cells_[index(row, column + 1)].text = " ";
  }
  cell.text = text;
  cell.style = style;
}

int Canvas::put(int row, int column, std::string_view text, int width, Style style) {
  width = std::min(width, size_.columns - column);
  if (!holds(row) || column < 0 || width <= 0) return column;
  for (const Glyph& glyph : glyphs(clip(text, width))) {
    set(row, column, glyph.text, style);
    if (glyph.cells == 2) {
      set(row, column + 1, " ", style);
      cells_[index(row, column + 1)].text.clear();
    }
    column += glyph.cells;
  }
  return column;
}

void Canvas::paint(int row, int column, int width, Style style) {
  if (!holds(row)) return;
  const int end = std::min(column + width, size_.columns);
  for (int at = std::max(column, 0); at < end; ++at) cells_[index(row, at)].style = style;
}

void Canvas::fill(int row, int column, int width, std::string_view character, Style style) {
  if (!holds(row)) return;
  const int end = std::min(column + width, size_.columns);
  for (int at = std::max(column, 0); at < end; ++at) set(row, at, character, style);
}

void Canvas::clear(const Rect& rect) {
  for (int row = rect.row; row < rect.row + rect.rows; ++row) {
    fill(row, rect.column, rect.columns, " ", Style::plain);
  }
}

std::string Canvas::row(int row) const {
  std::string text;
  for (int column = 0; column < size_.columns; ++column) text += at(row, column).text;
  text.resize(text.find_last_not_of(' ') + 1);
  return text;
}

std::string Canvas::text() const {
  std::string all;
  for (int row = 0; row < size_.rows; ++row) all += this->row(row) + "\n";
  return all;
}

}  // namespace eyewall::screen
