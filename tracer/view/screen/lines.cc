#include "screen/lines.h"

#include <algorithm>

#include "screen/width.h"
#include "view/panes.h"

namespace eyewall::screen {
namespace {

constexpr int kMargin = 2;  // the marker and a blank

// What tells the rows of two panes in one part from each other.
std::string_view prefix(Part part, view::PaneName name) {
  if (part != Part::tasks) return "";
  return name == view::PaneName::coroutines ? "coroutine " : "future ";
}

}  // namespace

std::vector<Line> state_lines(const model::State& state, Part part) {
  std::vector<Line> lines;
  for (const view::PaneName name : panes_of(part)) {
    const view::Pane pane = view::pane(state, name);
    for (const view::Row& row : pane.rows) {
      lines.push_back({std::string(prefix(part, name)) + row.text, row.changed ? '*' : ' ',
                       row.changed ? Style::changed : Style::plain});
    }
    if (pane.more > 0) {
      lines.push_back({"and " + std::to_string(pane.more) + " more", ' ', Style::faint});
    }
  }
  if (lines.empty()) lines.push_back({"none", ' ', Style::faint});
  return lines;
}

int first_line(std::span<const Line> lines, int rows, bool tail) {
  const auto count = static_cast<int>(lines.size());
  if (count <= rows) return 0;
  if (tail) return count - rows;
  const auto changed =
      std::find_if(lines.begin(), lines.end(), [](const Line& line) { return line.marker != ' '; });
  if (changed == lines.end()) return 0;
  const auto at = static_cast<int>(changed - lines.begin());
  return at < rows ? 0 : at - rows + 1;
}

void paint_lines(Canvas& canvas, const Rect& rect, std::span<const Line> lines, int first) {
  canvas.clear(rect);
  for (int row = 0; row < rect.rows; ++row) {
    const auto at = static_cast<std::size_t>(first + row);
    if (at >= lines.size()) break;
    const Line& line = lines[at];
    canvas.put(rect.row + row, rect.column, std::string(1, line.marker), 1, line.style);
    canvas.put(rect.row + row, rect.column + kMargin, line.text, rect.columns - kMargin,
               line.style);
  }
}

std::vector<Line> folded(std::span<const Line> lines, int width) {
  std::vector<Line> all;
  for (const Line& line : lines) {
    char marker = line.marker;
    for (std::string& text : fold(line.text, width - kMargin, 4)) {
      all.push_back({std::move(text), marker, line.style});
      marker = ' ';
    }
  }
  return all;
}

}  // namespace eyewall::screen
