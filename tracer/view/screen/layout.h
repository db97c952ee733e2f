// Where everything stands on a screen of a given size.
//
// What: a size in, rectangles out. It depends on nothing else, so that nothing jumps from step to
//   step: a pane is as high when it is empty as when it is full.
// For: app.h, which paints into it. Threads: pure functions.
// Source: ours.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "screen/geometry.h"
#include "view/panes.h"

namespace eyewall::screen {

/// The parts of the screen that have a heading and can have the focus.
enum class Part : std::uint8_t {
  source,
  events,
  loop,
  stack,
  ready,
  handlers,
  timers,
  tasks,  // coroutines and futures together, where there is little room
  coroutines,
  futures,
  streams,
  exchanges,
  threads,
  output,
};
std::string_view heading(Part part);
/// The panes of a state that a part shows; none for source and events.
std::span<const view::PaneName> panes_of(Part part);

struct Slot {
  Part part;
  Rect rect;  // its first row is the heading
  bool operator==(const Slot&) const = default;
};

struct Layout {
  Size size;
  bool too_small;  // nothing else is set then
  Rect title;
  std::vector<Slot> slots;     // in the order in which Tab goes through them
  std::vector<Rect> dividers;  // columns between panes, one cell wide
  Rect body;                   // all between title and timeline
  Rect timeline;
  Rect footer;

  const Slot* find(Part part) const;
};

inline constexpr Size kSmallest = {10, 40};

/// `alone`: this part has the whole body for itself.
Layout layout(Size size, std::optional<Part> alone = std::nullopt);

}  // namespace eyewall::screen
