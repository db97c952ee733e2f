// One line that is typed: a search, a command, an expression.
//
// What: editing with the keys of a shell, and a history.
// For: app_prompt.cc. Threads: one at a time. Ownership: owns its texts.
// Source: ours; the keys are readline's.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "screen/canvas.h"
#include "screen/key.h"

namespace eyewall::screen {

class LineEdit {
 public:
  enum class Got : std::uint8_t { editing, done, cancelled };

  LineEdit() = default;
  /// `history`: earlier lines, the last one last.
  LineEdit(std::string label, std::vector<std::string> history, std::string text = {});

  /// Cancelled: Escape, Ctrl-C, or Backspace in an empty line.
  Got key(Key key);
  const std::string& text() const { return text_; }
  std::string_view before_cursor() const { return std::string_view(text_).substr(0, cursor_); }
  /// Puts text in at the cursor.
  void insert(std::string_view text);

  /// Draws label and text in a row, so that the cursor is seen; returns the cursor's column.
  int paint(Canvas& canvas, const Rect& rect) const;

 private:
  void erase_back(std::size_t to);
  std::size_t before(std::size_t at) const;
  std::size_t behind(std::size_t at) const;
  std::size_t word_before(std::size_t at) const;
  void recall(int step);

  std::string label_;
  std::vector<std::string> history_;
  std::size_t recalled_ = 0;  // which line of the history is shown; its size: the typed one
  std::string kept_;          // what was typed before the history was looked at
  std::string text_;
  std::size_t cursor_ = 0;  // a byte's place
};

}  // namespace eyewall::screen
