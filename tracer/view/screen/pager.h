// A page of text over the panes: help, an answer, what a command said.
//
// What: lines that are folded to the width and scrolled; where lines belong to events, one of them
//   is chosen and can be gone to.
// For: app.h. Threads: one at a time. Ownership: owns its texts.
// Source: ours; the keys are those of less.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "screen/canvas.h"
#include "screen/key.h"
#include "trace/sink.h"

namespace eyewall::screen {

struct PageLine {
  std::string text;
  trace::Seq seq = 0;  // the event that it speaks of; 0: of none
  Style style = Style::plain;
  int indent = 0;  // of what is folded
};

class Pager {
 public:
  Pager() = default;
  Pager(std::string title, std::vector<PageLine> lines);

  /// Scrolls, or chooses; false where the key is none of its own.
  bool key(Key key, int rows);
  /// The event of the chosen line; 0: there is none.
  trace::Seq chosen() const { return lines_.empty() ? 0 : lines_[chosen_].seq; }
  /// Whether lines can be chosen.
  bool choosing() const { return choosing_; }
  /// Draws heading and lines.
  void paint(Canvas& canvas, const Rect& rect);

 private:
  struct Folded {
    std::string text;
    std::size_t line;
    bool first;
  };
  std::vector<Folded> folded(int width) const;
  void choose(int step);
  void scroll_to_chosen(const std::vector<Folded>& shown, int rows);

  std::string title_;
  std::vector<PageLine> lines_;
  bool choosing_ = false;  // some line belongs to an event
  bool moved_ = false;     // the choice moved: it must be seen
  std::size_t chosen_ = 0;
  int top_ = 0;
};

/// The lines of a text, each with that style.
std::vector<PageLine> page_lines(std::string_view text, Style style = Style::plain);
/// The help page.
Pager help_page();

}  // namespace eyewall::screen
