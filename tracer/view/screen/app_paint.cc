// What the screen shows.
#include <algorithm>

#include "explain/narrate.h"
#include "explain/text.h"
#include "screen/app.h"
#include "screen/width.h"

namespace eyewall::screen {
namespace {

constexpr int kRoomy = 60;        // columns with which the title says what its words are
constexpr int kLegendFrom = 100;  // columns with which the timeline explains itself

Picture too_small(Size size) {
  Picture picture{Canvas(size)};
  const std::string text = "The screen is too small: " + std::to_string(size.columns) + "x" +
                           std::to_string(size.rows) + ". It needs " +
                           std::to_string(kSmallest.columns) + "x" +
                           std::to_string(kSmallest.rows) + ". q leaves.";
  int row = 0;
  for (const std::string& line : fold(text, size.columns)) {
    picture.canvas.put(row++, 0, line, size.columns);
  }
  return picture;
}

std::string place_of(view::Navigator& navigator) {
  return "(" + std::to_string(navigator.percent()) + "% " + std::to_string(navigator.at()) + "/" +
         std::to_string(navigator.last()) + (navigator.trace().complete() ? ")" : ", cut off)");
}

std::string turn_of(const model::State& state) {
  if (!state.loop_runs()) return "outside the loop";
  return "turn " + std::to_string(state.counters().iterations) + ": " +
         std::string(to_string(state.phase()));
}

// A line between panes meets the headings at its sides.
std::string_view joint(const Canvas& canvas, int row, int column) {
  const bool left = column > 0 && canvas.at(row, column - 1).text == "─";
  const bool right = canvas.at(row, column + 1).text == "─";
  if (left && right) return "┼";
  return left ? "┤" : right ? "├" : "│";
}

}  // namespace

Picture App::paint() {
  const Layout& layout = focus_.layout();
  if (layout.too_small) return too_small(layout.size);
  Picture picture{Canvas(layout.size)};
  paint_title(picture.canvas);
  paint_body(picture.canvas);
  paint_timeline(picture.canvas);
  paint_footer(picture);
  return picture;
}

// The place comes first; what else there is room for, in the order in which it matters.
void App::paint_title(Canvas& canvas) {
  const Rect& rect = focus_.layout().title;
  const std::string place = place_of(navigator_);
  const std::string level(to_string(navigator_.level()));
  std::string modes = rect.columns < kRoomy ? level : "detail: " + level;
  if (playing_.on()) modes = "playing " + playing_.speed() + "  " + modes;
  int right = rect.columns - cells(modes) - 1;
  if (right - cells(place) < 3) right = rect.columns;
  const std::string program = read::printable(navigator_.trace().header().program);
  int column = canvas.put(rect.row, 1, program, right - cells(place) - 4, Style::title);
  column = canvas.put(rect.row, column + (column > 1 ? 2 : 0), place, right - column);
  const std::string rest =
      explain::milliseconds(navigator_.event().t) + "  " + turn_of(navigator_.state());
  canvas.put(rect.row, column + 2, rest, right - column - 4, Style::faint);
  canvas.put(rect.row, right, modes, rect.columns - right,
             playing_.on() ? Style::strong : Style::faint);
}

Shown App::shown(const Slot& slot) {
  const Look look{slot.rect.rows - 1, slot.rect.columns, focus_.alone(), focus_.first(slot.part)};
  if (slot.part == Part::events) return events_shown(navigator_, !following_.empty(), look);
  if (slot.part == Part::source) {
    return source_shown(source_, navigator_.trace(), navigator_.event(), look);
  }
  return state_shown(navigator_.state(), slot.part, look);
}

// Where one reads; the panes of the state stay in sight beside it.
Rect App::reading() const {
  const Layout& layout = focus_.layout();
  const Slot* source = layout.find(Part::source);
  const Slot* events = layout.find(Part::events);
  if (source == nullptr || events == nullptr) return layout.body;
  Rect rect = source->rect;
  rect.rows += events->rect.rows;
  if (layout.dividers.empty()) rect.rows = std::max(rect.rows, layout.body.rows * 2 / 3);
  return rect;
}

void App::paint_body(Canvas& canvas) {
  const Layout& layout = focus_.layout();
  if (page_) return page_->paint(canvas, layout.body);
  for (const Slot& slot : layout.slots) {
    Shown seen = shown(slot);
    if (slot.part == Part::events && !following_.empty()) seen.title = "of " + following_;
    paint_pane(canvas, slot.rect, heading(slot.part), slot.part == focus_.part(), seen);
  }
  for (const Rect& rect : layout.dividers) {
    for (int row = 0; row < rect.rows; ++row) {
      canvas.put(rect.row + row, rect.column, joint(canvas, rect.row + row, rect.column), 1,
                 Style::rule);
    }
  }
  if (predict_) predict_->paint(canvas, reading());
}

void App::paint_timeline(Canvas& canvas) {
  const Rect& rect = focus_.layout().timeline;
  int width = rect.columns;
  if (width >= kLegendFrom) {
    constexpr Doing shown[] = {Doing::poll, Doing::handler, Doing::callback, Doing::timer};
    int column = width -= 40;
    for (const Doing each : shown) {
      column = canvas.put(rect.row, column + 2, info(each).character, 1, info(each).style);
      column = canvas.put(rect.row, column + 1, info(each).what, 9, Style::faint);
    }
  }
  if (static_cast<int>(bar_.size()) != width) bar_ = buckets(navigator_.trace(), width);
  const int place = bucket_of(navigator_.at(), navigator_.last(), width);
  paint_bar(canvas, {rect.row, rect.column, 1, width}, bar_, place);
  if (predict_ && !predict_->answered())
    canvas.fill(rect.row, place + 1, width - place - 1, "?", Style::faint);
}

Footer App::footer() const {
  if (predict_) return predict_->answered() ? Footer::answered : Footer::asked;
  if (!page_) return Footer::panes;
  return page_->choosing() ? Footer::links : Footer::page;
}

void App::paint_footer(Picture& picture) {
  const Rect& rect = focus_.layout().footer;
  Canvas& canvas = picture.canvas;
  int row = rect.row;
  for (const auto& items : footer_rows(footer(), rect.columns, rect.rows)) {
    int column = 0;
    for (const std::string_view item : items) {
      const auto key = item.substr(0, item.find(' '));
      column = canvas.put(row, column, key, rect.columns, Style::key);
      column = canvas.put(row, column, item.substr(key.size()), rect.columns, Style::faint) + 2;
    }
    ++row;
  }
  const Rect bottom = {rect.row + rect.rows - 1, 0, 1, rect.columns};
  if (prompt_) {
    canvas.clear(bottom);
    picture.cursor_row = bottom.row;
    picture.cursor_column = prompt_->edit.paint(canvas, bottom);
  }
  if (message_.empty() || (prompt_ && rect.rows == 1)) return;
  const int told = prompt_ ? rect.row : bottom.row;  // above what is typed
  canvas.clear({told, 0, 1, rect.columns});
  canvas.put(told, 0, message_, rect.columns, message_style_);
}

}  // namespace eyewall::screen
