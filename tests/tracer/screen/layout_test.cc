#include "screen/layout.h"

#include <gmock/gmock.h>

#include <set>

#include "screen/share.h"

namespace eyewall::screen {
namespace {

using testing::ElementsAre;

std::set<Part> parts(const Layout& layout) {
  std::set<Part> found;
  for (const Slot& slot : layout.slots) found.insert(slot.part);
  return found;
}

// What is wrong with a layout; empty: nothing.
std::string trouble(const Layout& layout) {
  std::vector<Rect> rects = {layout.title, layout.timeline, layout.footer};
  for (const Slot& slot : layout.slots) rects.push_back(slot.rect);
  rects.insert(rects.end(), layout.dividers.begin(), layout.dividers.end());
  std::vector<int> taken(static_cast<std::size_t>(layout.size.rows * layout.size.columns));
  for (const Rect& rect : rects) {
    if (rect.rows < 1 || rect.columns < 1) return "an empty rectangle";
    if (rect.row < 0 || rect.row + rect.rows > layout.size.rows) return "outside, in rows";
    if (rect.column < 0 || rect.column + rect.columns > layout.size.columns) return "outside";
    for (int row = rect.row; row < rect.row + rect.rows; ++row) {
      for (int column = rect.column; column < rect.column + rect.columns; ++column) {
        if (++taken[static_cast<std::size_t>(row * layout.size.columns + column)] > 1) {
          return "two in one cell";
        }
      }
    }
  }
  return "";
}

TEST(Layout, NeverOverlapsAndNeverLeavesTheScreen) {
  for (int rows = 10; rows <= 90; ++rows) {
    for (int columns = 40; columns <= 260; columns += 3) {
      const Layout made = layout({rows, columns});
      ASSERT_FALSE(made.too_small);
      ASSERT_EQ(trouble(made), "") << rows << " rows, " << columns << " columns";
      for (const Slot& slot : made.slots) {
        ASSERT_GE(slot.rect.rows, 2) << "a heading and a line at least";
      }
      ASSERT_NE(made.find(Part::events), nullptr) << rows << " rows, " << columns << " columns";
    }
  }
}

TEST(Layout, SaysThatAScreenIsTooSmall) {
  EXPECT_TRUE(layout({24, 39}).too_small);
  EXPECT_TRUE(layout({9, 80}).too_small);
  EXPECT_TRUE(layout({0, 0}).too_small);
  EXPECT_FALSE(layout({10, 40}).too_small);
}

TEST(Layout, ShowsEveryPaneThatMattersAt80x24) {
  const auto shown = parts(layout({24, 80}));
  for (const Part part : {Part::source, Part::events, Part::ready, Part::handlers, Part::timers,
                          Part::tasks, Part::streams, Part::output}) {
    EXPECT_TRUE(shown.contains(part)) << heading(part);
  }
}

TEST(Layout, ShowsEveryPaneOfAStateOnALargeScreen) {
  for (const Size size : {Size{40, 120}, Size{50, 200}}) {
    std::set<view::PaneName> panes;
    for (const Part part : parts(layout(size))) {
      for (const view::PaneName pane : panes_of(part)) panes.insert(pane);
    }
    EXPECT_EQ(panes.size(), view::pane_names().size()) << size.columns;
  }
}

TEST(Layout, KeepsWhatMattersMostInOneColumnWhereItIsNarrow) {
  const auto shown = parts(layout({24, 40}));
  for (const Part part : {Part::source, Part::events, Part::ready, Part::tasks}) {
    EXPECT_TRUE(shown.contains(part)) << heading(part);
  }
  EXPECT_THAT(parts(layout({10, 40})), testing::SizeIs(testing::Ge(2U)));
  EXPECT_TRUE(layout({24, 40}).dividers.empty());
}

TEST(Layout, GivesAPartTheWholeBodyWhereItIsAlone) {
  const Layout made = layout({24, 80}, Part::futures);
  EXPECT_THAT(made.slots, ElementsAre(Slot{Part::futures, made.body}));
}

TEST(Share, GivesWhatIsLeftByWeight) {
  const Want wants[] = {{Part::source, 2, 1, 0, 99}, {Part::events, 2, 2, 1, 99}};
  EXPECT_THAT(share(10, wants), ElementsAre(Given{Part::source, 4}, Given{Part::events, 6}));
}

TEST(Share, DropsTheLeastImportantWhereThereIsNoRoom) {
  const Want wants[] = {{Part::source, 3, 1, 1, 99}, {Part::events, 3, 1, 0, 99}};
  EXPECT_THAT(share(5, wants), ElementsAre(Given{Part::events, 5}));
  EXPECT_THAT(share(2, wants), ElementsAre());
}

TEST(Share, StopsAtTheMost) {
  const Want wants[] = {{Part::loop, 2, 5, 0, 3}, {Part::ready, 2, 1, 1, 99}};
  EXPECT_THAT(share(10, wants), ElementsAre(Given{Part::loop, 3}, Given{Part::ready, 7}));
  const Want small[] = {{Part::loop, 2, 1, 0, 3}};
  EXPECT_THAT(share(10, small), ElementsAre(Given{Part::loop, 3}));
}

}  // namespace
}  // namespace eyewall::screen
