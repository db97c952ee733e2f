#include "screen/pager.h"

#include <algorithm>
#include <limits>

#include "screen/heading.h"
#include "screen/width.h"

namespace eyewall::screen {

Pager::Pager(std::string title, std::vector<PageLine> lines)
    : title_(std::move(title)), lines_(std::move(lines)) {
  const auto linked = [](const PageLine& line) { return line.seq != 0; };
  const auto first = std::find_if(lines_.begin(), lines_.end(), linked);
  choosing_ = first != lines_.end();
  if (choosing_) chosen_ = static_cast<std::size_t>(first - lines_.begin());
}

bool Pager::key(Key key, int rows) {
  const int page = std::max(1, rows - 2);
  if (key == 'j' || key == key::kDown) {
    choosing_ ? choose(1) : void(++top_);
  } else if (key == 'k' || key == key::kUp) {
    choosing_ ? choose(-1) : void(--top_);
  } else if (key == ' ' || key == key::kPageDown || key == control('F')) {
    top_ += page;
  } else if (key == 'b' || key == key::kPageUp || key == control('B')) {
    top_ -= page;
  } else if (key == 'g' || key == key::kHome) {
    top_ = 0;
  } else if (key == 'G' || key == key::kEnd) {
    top_ = std::numeric_limits<int>::max() / 2;  // paint() knows how many rows there are
  } else {
    return false;
  }
  return true;
}

void Pager::choose(int step) {
  const auto count = static_cast<int>(lines_.size());
  for (int at = static_cast<int>(chosen_) + step; at >= 0 && at < count; at += step) {
    if (lines_[static_cast<std::size_t>(at)].seq == 0) continue;
    chosen_ = static_cast<std::size_t>(at);
    moved_ = true;
    return;
  }
  top_ += step;  // no further one: the rest can still be read
}

std::vector<Pager::Folded> Pager::folded(int width) const {
  std::vector<Folded> all;
  for (std::size_t line = 0; line < lines_.size(); ++line) {
    bool first = true;
    for (std::string& text : fold(lines_[line].text, width, lines_[line].indent)) {
      all.push_back({std::move(text), line, first});
      first = false;
    }
  }
  return all;
}

void Pager::scroll_to_chosen(const std::vector<Folded>& shown, int rows) {
  if (!moved_) return;
  moved_ = false;
  const auto of_chosen = [&](const Folded& each) { return each.line == chosen_; };
  const auto first = std::find_if(shown.begin(), shown.end(), of_chosen);
  const auto end = std::find_if_not(first, shown.end(), of_chosen);
  top_ = std::max(top_, static_cast<int>(end - shown.begin()) - rows);
  top_ = std::min(top_, static_cast<int>(first - shown.begin()));
}

void Pager::paint(Canvas& canvas, const Rect& rect) {
  canvas.clear(rect);
  const Rect inside = rect.below(1);
  const std::vector<Folded> shown = folded(rect.columns - 2);
  scroll_to_chosen(shown, inside.rows);
  top_ = std::clamp(top_, 0, std::max(0, static_cast<int>(shown.size()) - inside.rows));
  const int below = static_cast<int>(shown.size()) - top_ - inside.rows;
  paint_heading(canvas, rect, title_, true, below > 0 ? std::to_string(below) + " below" : "");
  for (int row = 0; row < inside.rows; ++row) {
    const auto at = static_cast<std::size_t>(top_ + row);
    if (at >= shown.size()) break;
    const bool chosen = choosing_ && shown[at].line == chosen_;
    const Style style = lines_[shown[at].line].style;
    if (chosen && shown[at].first) canvas.put(inside.row + row, rect.column, ">", 1, Style::strong);
    canvas.put(inside.row + row, rect.column + 2, shown[at].text, rect.columns - 2,
               chosen ? Style::strong : style);
  }
}

std::vector<PageLine> page_lines(std::string_view text, Style style) {
  std::vector<PageLine> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back({std::string(text.substr(0, end)), 0, style, 4});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Pager help_page() {
  constexpr std::size_t kKeyWidth = 25;
  std::vector<PageLine> lines;
  for (const KeyInfo& info : keys()) {
    if (info.what.empty()) {
      if (!lines.empty()) lines.emplace_back();
      lines.push_back({std::string(info.keys), 0, Style::strong, 0});
    } else {
      std::string text = "  " + std::string(info.keys);
      text.resize(std::max(text.size() + 1, kKeyWidth + 2), ' ');
      lines.push_back({text + std::string(info.what), 0, Style::plain, kKeyWidth + 2});
    }
  }
  return {"Help: the keys  (q closes it)", std::move(lines)};
}

}  // namespace eyewall::screen
