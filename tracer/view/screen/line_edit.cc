#include "screen/line_edit.h"

#include <algorithm>

#include "screen/width.h"

namespace eyewall::screen {
namespace {

// Whether a byte lies inside a code point of UTF-8, behind its first.
bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

}  // namespace

LineEdit::LineEdit(std::string label, std::vector<std::string> history, std::string text)
    : label_(std::move(label)),
      history_(std::move(history)),
      recalled_(history_.size()),
      text_(std::move(text)),
      cursor_(text_.size()) {}

LineEdit::Got LineEdit::key(Key key) {
  if (key == key::kEnter) return Got::done;
  if (key == key::kEscape || key == control('C')) return Got::cancelled;
  if (key == key::kBackspace && text_.empty()) return Got::cancelled;
  if (const std::string text = typed(key); !text.empty()) {
    insert(text);
  } else if (key == key::kBackspace) {
    erase_back(before(cursor_));
  } else if (key == control('W')) {
    erase_back(word_before(cursor_));
  } else if (key == control('U')) {
    erase_back(0);
  } else if (key == control('K')) {
    text_.resize(cursor_);
  } else if (key == key::kDelete) {
    text_.erase(cursor_, behind(cursor_) - cursor_);
  } else if (key == key::kLeft || key == control('B')) {
    cursor_ = before(cursor_);
  } else if (key == key::kRight || key == control('F')) {
    cursor_ = behind(cursor_);
  } else if (key == key::kHome || key == control('A')) {
    cursor_ = 0;
  } else if (key == key::kEnd || key == control('E')) {
    cursor_ = text_.size();
  } else if (key == key::kUp || key == control('P')) {
    recall(-1);
  } else if (key == key::kDown || key == control('N')) {
    recall(1);
  }
  return Got::editing;
}

void LineEdit::insert(std::string_view text) {
  text_.insert(cursor_, text);
  cursor_ += text.size();
}

void LineEdit::erase_back(std::size_t to) {
  text_.erase(to, cursor_ - to);
  cursor_ = to;
}

std::size_t LineEdit::before(std::size_t at) const {
  if (at == 0) return 0;
  for (--at; at > 0 && continues(text_[at]);) --at;
  return at;
}

std::size_t LineEdit::behind(std::size_t at) const {
  if (at >= text_.size()) return text_.size();
  for (++at; at < text_.size() && continues(text_[at]);) ++at;
  return at;
}

std::size_t LineEdit::word_before(std::size_t at) const {
  while (at > 0 && text_[at - 1] == ' ') --at;
  while (at > 0 && text_[at - 1] != ' ') --at;
  return at;
}

void LineEdit::recall(int step) {
  if (step < 0 ? recalled_ == 0 : recalled_ == history_.size()) return;
  if (recalled_ == history_.size()) kept_ = text_;
  step < 0 ? --recalled_ : ++recalled_;
  text_ = recalled_ == history_.size() ? kept_ : history_[recalled_];
  cursor_ = text_.size();
}

int LineEdit::paint(Canvas& canvas, const Rect& rect) const {
  const int start = canvas.put(rect.row, rect.column, label_, rect.columns, Style::strong);
  const int room = std::max(1, rect.column + rect.columns - start - 1);
  // What does not fit goes out at the left, a glyph at a time, until the cursor is seen.
  std::string_view shown = text_;
  std::size_t left = 0;
  while (cells(before_cursor().substr(left)) > room) left = behind(left);
  shown.remove_prefix(left);
  canvas.put(rect.row, start, shown, rect.column + rect.columns - start);
  return start + cells(before_cursor().substr(left));
}

}  // namespace eyewall::screen
