#include "screen/focus.h"

#include <algorithm>

namespace eyewall::screen {

void Focus::resize(Size size) {
  size_ = size;
  arrange();
}

// A part that the new layout does not have gives the focus to the events.
void Focus::arrange() {
  const Layout all = screen::layout(size_);
  if (all.find(part_) == nullptr) {
    part_ = Part::events;
    first_.reset();
  }
  layout_ = alone_ ? screen::layout(size_, part_) : all;
}

void Focus::move(int step) {
  const Layout all = screen::layout(size_);
  const auto count = static_cast<int>(all.slots.size());
  if (count == 0) return;
  const Slot* slot = all.find(part_);
  const int at = slot == nullptr ? 0 : static_cast<int>(slot - all.slots.data());
  part_ = all.slots[static_cast<std::size_t>((at + step + count) % count)].part;
  first_.reset();
  arrange();
}

void Focus::toggle_alone() {
  alone_ = !alone_;
  first_.reset();
  arrange();
}

void Focus::scroll(int by, int count, int rows, int first) {
  first_ = std::clamp(first + by, 0, std::max(0, count - rows));
}

std::optional<int> Focus::first(Part part) const {
  return part == part_ ? first_ : std::nullopt;
}

}  // namespace eyewall::screen
