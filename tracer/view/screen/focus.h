// Which pane has the keys, how far it is scrolled, and whether it stands alone.
//
// What: the layout of the present size, and what the user chose to see of it.
// For: app.h. Threads: one at a time. Ownership: a value.
// Source: ours.
#pragma once

#include <optional>

#include "screen/layout.h"

namespace eyewall::screen {

class Focus {
 public:
  void resize(Size size);
  const Layout& layout() const { return layout_; }

  Part part() const { return part_; }
  bool alone() const { return alone_; }
  /// The next pane, or the one before; where one stands alone, that one does.
  void move(int step);
  void toggle_alone();

  /// Scrolls the pane that has the focus by so many lines; `count` lines are there and `rows` are
  /// seen, from `first` on.
  void scroll(int by, int count, int rows, int first);
  /// The first line that the user wants to see of a part; nothing: as the part itself would have
  /// it.
  std::optional<int> first(Part part) const;
  /// The part shows again what it would have itself.
  void follow() { first_.reset(); }

 private:
  void arrange();

  Size size_{};
  Layout layout_ = screen::layout({0, 0});
  Part part_ = Part::events;
  bool alone_ = false;
  std::optional<int> first_;
};

}  // namespace eyewall::screen
