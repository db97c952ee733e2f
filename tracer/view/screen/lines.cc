#include "screen/lines.h"

#include <algorithm>
#include <iterator>

#include "screen/heading.h"
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

std::vector<Line> rows_of(const model::State& state, Part part) {
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

std::vector<Line> folded(const std::vector<Line>& lines, int width) {
  std::vector<Line> all;
  for (const Line& line : lines) {
    char marker = line.marker;
    for (std::string& text : fold(line.text, width, 4)) {
      all.push_back({std::move(text), marker, line.style});
      marker = ' ';
    }
  }
  return all;
}

// The first line to be seen where the user has not said.
int first_seen(const std::vector<Line>& lines, int rows, bool last) {
  const int most = std::max(0, static_cast<int>(lines.size()) - rows);
  if (last) return most;
  const auto changed =
      std::find_if(lines.begin(), lines.end(), [](const Line& line) { return line.marker != ' '; });
  if (changed == lines.end()) return 0;
  return std::max(0, static_cast<int>(changed - lines.begin()) - rows + 1);
}

}  // namespace

Shown state_shown(const model::State& state, Part part, const Look& look) {
  std::vector<Line> lines = rows_of(state, part);
  std::vector<Line> whole = folded(lines, look.columns - kMargin);
  if (look.whole || static_cast<int>(whole.size()) <= look.rows) lines = std::move(whole);
  const int count = static_cast<int>(lines.size());
  const bool last = part == Part::stack || part == Part::output;
  const int first = std::clamp(look.first.value_or(first_seen(lines, look.rows, last)), 0,
                               std::max(0, count - look.rows));
  Shown shown{"", {}, first, count};
  const auto begin = lines.begin() + first;
  const auto end = begin + std::min(look.rows, count - first);
  shown.lines.assign(std::make_move_iterator(begin), std::make_move_iterator(end));
  return shown;
}

void paint_pane(Canvas& canvas, const Rect& rect, std::string_view name, bool focused,
                const Shown& shown) {
  const Rect inside = rect.below(1);
  std::string title(name);
  if (!shown.title.empty()) title += "  " + shown.title;
  const int below = shown.count - shown.first - static_cast<int>(shown.lines.size());
  paint_heading(canvas, rect, title, focused, below > 0 ? "+" + std::to_string(below) : "");
  canvas.clear(inside);
  int row = inside.row;
  for (const Line& line : shown.lines) {
    canvas.put(row, inside.column, std::string(1, line.marker), 1, line.style);
    canvas.put(row, inside.column + kMargin, line.text, inside.columns - kMargin, line.style);
    if (line.style == Style::acting) canvas.paint(row, inside.column, inside.columns, line.style);
    ++row;
  }
}

}  // namespace eyewall::screen
