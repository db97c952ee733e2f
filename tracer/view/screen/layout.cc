#include "screen/layout.h"

#include <algorithm>
#include <numeric>

#include "screen/key.h"
#include "screen/share.h"

namespace eyewall::screen {
namespace {

using view::PaneName;

struct PartInfo {
  Part part;
  std::string_view heading;
  std::span<const PaneName> panes;
};

constexpr PaneName kLoop[] = {PaneName::loop};
constexpr PaneName kStack[] = {PaneName::stack};
constexpr PaneName kReady[] = {PaneName::ready};
constexpr PaneName kHandlers[] = {PaneName::handlers};
constexpr PaneName kTimers[] = {PaneName::timers};
constexpr PaneName kTasks[] = {PaneName::coroutines, PaneName::futures};
constexpr PaneName kCoroutines[] = {PaneName::coroutines};
constexpr PaneName kFutures[] = {PaneName::futures};
constexpr PaneName kStreams[] = {PaneName::streams};
constexpr PaneName kExchanges[] = {PaneName::exchanges};
constexpr PaneName kThreads[] = {PaneName::threads};
constexpr PaneName kOutput[] = {PaneName::output};

constexpr PartInfo kParts[] = {
    {Part::source, "Source", {}},
    {Part::events, "Events", {}},
    {Part::loop, "Loop", kLoop},
    {Part::stack, "Call stack", kStack},
    {Part::ready, "Ready queue", kReady},
    {Part::handlers, "Handlers", kHandlers},
    {Part::timers, "Timers", kTimers},
    {Part::tasks, "Coroutines, futures", kTasks},
    {Part::coroutines, "Coroutines", kCoroutines},
    {Part::futures, "Futures", kFutures},
    {Part::streams, "Streams, buffers", kStreams},
    {Part::exchanges, "HTTP exchanges", kExchanges},
    {Part::threads, "Threads, executor", kThreads},
    {Part::output, "Program output", kOutput},
};

// The columns of each shape. least, weight, rank, most: see share.h.
constexpr Want kNarrow[] = {
    {Part::source, 3, 3, 1, 12},  {Part::events, 4, 4, 0, 99}, {Part::ready, 2, 2, 2, 9},
    {Part::handlers, 2, 1, 4, 6}, {Part::timers, 2, 0, 7, 5},  {Part::tasks, 2, 2, 3, 9},
    {Part::streams, 2, 1, 6, 6},  {Part::output, 2, 1, 5, 9},
};
constexpr Want kReading[] = {{Part::source, 3, 3, 1, 40}, {Part::events, 4, 4, 0, 999}};
constexpr Want kGridLeft[] = {
    {Part::ready, 2, 2, 0, 99}, {Part::handlers, 2, 2, 1, 99}, {Part::timers, 2, 1, 2, 99}};
constexpr Want kGridRight[] = {
    {Part::tasks, 2, 2, 0, 99}, {Part::streams, 2, 1, 2, 99}, {Part::output, 2, 2, 1, 99}};
constexpr Want kAll[] = {
    {Part::loop, 2, 1, 6, 4},      {Part::stack, 2, 4, 5, 12},   {Part::ready, 2, 4, 0, 99},
    {Part::handlers, 2, 3, 2, 99}, {Part::timers, 2, 2, 3, 99},  {Part::coroutines, 2, 3, 1, 99},
    {Part::futures, 2, 3, 4, 99},  {Part::streams, 2, 2, 7, 99}, {Part::exchanges, 2, 1, 9, 5},
    {Part::threads, 2, 1, 10, 8},  {Part::output, 2, 3, 8, 99},
};
constexpr Want kAllLeft[] = {
    {Part::loop, 2, 1, 3, 4},      {Part::stack, 2, 4, 4, 16},  {Part::ready, 2, 4, 0, 99},
    {Part::handlers, 2, 3, 1, 99}, {Part::timers, 2, 2, 2, 99}, {Part::threads, 2, 1, 5, 8},
};
constexpr Want kAllRight[] = {
    {Part::coroutines, 2, 3, 0, 99}, {Part::futures, 2, 3, 1, 99}, {Part::streams, 2, 2, 3, 99},
    {Part::exchanges, 2, 1, 4, 6},   {Part::output, 2, 3, 2, 99},
};

void column(Layout& layout, const Rect& rect, std::span<const Want> wants) {
  int row = rect.row;
  for (const Given& given : share(rect.rows, wants)) {
    layout.slots.push_back({given.part, {row, rect.column, given.rows, rect.columns}});
    row += given.rows;
  }
}

// Two columns of equal width with a line between them.
void two_columns(Layout& layout, const Rect& rect, std::span<const Want> left,
                 std::span<const Want> right) {
  const int half = (rect.columns - 1) / 2;
  column(layout, {rect.row, rect.column, rect.rows, half}, left);
  layout.dividers.push_back({rect.row, rect.column + half, rect.rows, 1});
  column(layout, {rect.row, rect.column + half + 1, rect.rows, rect.columns - half - 1}, right);
}

// What one reads above, what the loop holds below.
void stacked(Layout& layout) {
  const Rect& body = layout.body;
  const int grid = body.rows < 13 ? 0 : std::max(6, body.rows * 2 / 5);
  column(layout, {body.row, body.column, body.rows - grid, body.columns}, kReading);
  if (grid > 0) two_columns(layout, body.below(body.rows - grid), kGridLeft, kGridRight);
}

// What one reads at the left, what the loop holds beside it.
void side_by_side(Layout& layout) {
  const Rect& body = layout.body;
  const bool three = body.columns >= 170;
  const int left = three ? body.columns * 9 / 20 : body.columns * 11 / 20;
  column(layout, {body.row, body.column, body.rows, left}, kReading);
  layout.dividers.push_back({body.row, body.column + left, body.rows, 1});
  const Rect rest = {body.row, body.column + left + 1, body.rows, body.columns - left - 1};
  three ? two_columns(layout, rest, kAllLeft, kAllRight) : column(layout, rest, kAll);
}

}  // namespace

std::string_view heading(Part part) {
  return kParts[static_cast<std::size_t>(part)].heading;
}

std::span<const PaneName> panes_of(Part part) {
  return kParts[static_cast<std::size_t>(part)].panes;
}

const Slot* Layout::find(Part part) const {
  const auto slot =
      std::find_if(slots.begin(), slots.end(), [&](const Slot& each) { return each.part == part; });
  return slot == slots.end() ? nullptr : &*slot;
}

Layout layout(Size size, std::optional<Part> alone) {
  Layout layout{
      size, size.rows < kSmallest.rows || size.columns < kSmallest.columns, {}, {}, {}, {}, {}, {}};
  if (layout.too_small) return layout;
  const auto footer =
      static_cast<int>(footer_rows(Footer::panes, size.columns, size.rows < 24 ? 1 : 2).size());
  layout.title = {0, 0, 1, size.columns};
  layout.footer = {size.rows - footer, 0, footer, size.columns};
  layout.timeline = {size.rows - footer - 1, 0, 1, size.columns};
  layout.body = {1, 0, size.rows - footer - 2, size.columns};
  if (alone) {
    layout.slots.push_back({*alone, layout.body});
  } else if (size.columns < 80) {
    column(layout, layout.body, kNarrow);
  } else if (size.columns < 110) {
    stacked(layout);
  } else {
    side_by_side(layout);
  }
  return layout;
}

}  // namespace eyewall::screen
