#include "screen/heading.h"

#include <string>

#include "screen/width.h"

namespace eyewall::screen {

void paint_heading(Canvas& canvas, const Rect& rect, std::string_view name, bool focused,
                   std::string_view note) {
  const Style style = focused ? Style::focus : Style::strong;
  canvas.fill(rect.row, rect.column, rect.columns, "─", Style::rule);
  const std::string text = (focused ? "[" : " ") + std::string(name) + (focused ? "]" : " ");
  const int end = canvas.put(rect.row, rect.column + 1, text, rect.columns - 2, style);
  const int start = rect.column + rect.columns - cells(note) - 3;
  if (!note.empty() && start >= end) {
    canvas.put(rect.row, start, " " + std::string(note) + " ", cells(note) + 2, Style::faint);
  }
}

}  // namespace eyewall::screen
