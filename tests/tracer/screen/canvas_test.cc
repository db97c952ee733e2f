#include "screen/canvas.h"

#include <gtest/gtest.h>

#include "screen/heading.h"
#include "screen/key.h"
#include "screen/line_edit.h"

namespace eyewall::screen {
namespace {

TEST(Canvas, ShowsWhatWasPutWhereItWasPut) {
  Canvas canvas({2, 6});
  EXPECT_EQ(canvas.put(1, 2, "abc", 3, Style::strong), 5);
  EXPECT_EQ(canvas.text(), "\n  abc\n");
  EXPECT_EQ(canvas.at(1, 2).style, Style::strong);
  EXPECT_EQ(canvas.at(1, 1).style, Style::plain);
}

TEST(Canvas, ClipsAtItsWidthAndAtTheGivenOne) {
  Canvas canvas({1, 6});
  canvas.put(0, 0, "abcdefgh", 20);
  EXPECT_EQ(canvas.row(0), "abcde…");
  canvas.put(0, 0, "vwxyz", 3);
  EXPECT_EQ(canvas.row(0), "vw…de…");
}

TEST(Canvas, LeavesOutWhatLiesOutside) {
  Canvas canvas({1, 3});
  canvas.put(1, 0, "x", 1);
  canvas.put(-1, 0, "x", 1);
  canvas.put(0, 3, "x", 1);
  canvas.fill(5, 0, 3, "x", Style::plain);
  canvas.paint(5, 0, 3, Style::error);
  canvas.clear({0, 1, 4, 9});
  EXPECT_EQ(canvas.text(), "\n");
}

TEST(Canvas, GivesAWideCharacterTwoCells) {
  Canvas canvas({1, 6});
  EXPECT_EQ(canvas.put(0, 0, "日x", 6), 3);
  EXPECT_EQ(canvas.at(0, 1).text, "");
  EXPECT_EQ(canvas.at(0, 2).text, "x");
  EXPECT_EQ(canvas.row(0), "日x");
}

TEST(Canvas, BlanksTheOtherHalfOfAWideCharacterThatIsOverwritten) {
  Canvas canvas({1, 4});
  canvas.put(0, 0, "日本", 4);
  canvas.put(0, 1, "x", 1);
  EXPECT_EQ(canvas.row(0), " x本");
  canvas.put(0, 2, "y", 1);
  EXPECT_EQ(canvas.row(0), " xy");
}

TEST(Heading, PutsTheFocusIntoBracketsSoThatNoColourIsNeeded) {
  Canvas canvas({2, 20});
  paint_heading(canvas, {0, 0, 1, 20}, "Timers", false, "+2");
  paint_heading(canvas, {1, 0, 1, 20}, "Timers", true);
  EXPECT_EQ(canvas.row(0), "─ Timers ────── +2 ─");
  EXPECT_EQ(canvas.row(1), "─[Timers]───────────");
}

TEST(Heading, DropsTheNoteWhereThereIsNoRoom) {
  Canvas canvas({1, 12});
  paint_heading(canvas, {0, 0, 1, 12}, "Timers", false, "12 below");
  EXPECT_EQ(canvas.row(0), "─ Timers ───");
}

TEST(Typed, GivesTheTextOfAKey) {
  EXPECT_EQ(typed('a'), "a");
  EXPECT_EQ(typed(U'é'), "é");
  EXPECT_EQ(typed(U'日'), "日");
  EXPECT_EQ(typed(U'😀'), "😀");
  for (const Key none : {key::kEnter, key::kTab, key::kUp, key::kBackspace, control('A')}) {
    EXPECT_EQ(typed(none), "");
  }
}

class LineEditTest : public testing::Test {
 protected:
  void type(std::u32string_view keys) {
    for (const Key each : keys) edit_.key(each);
  }
  LineEdit edit_{"/", {"first", "second"}};
};

TEST_F(LineEditTest, TakesWhatIsTypedAtTheCursor) {
  type(U"ab日");
  edit_.key(key::kLeft);
  edit_.key(key::kLeft);
  type(U"x");
  EXPECT_EQ(edit_.text(), "axb日");
  EXPECT_EQ(edit_.before_cursor(), "ax");
  edit_.key(key::kEnd);
  edit_.key(key::kBackspace);
  EXPECT_EQ(edit_.text(), "axb") << "a whole character goes";
  edit_.key(key::kHome);
  edit_.key(key::kDelete);
  EXPECT_EQ(edit_.text(), "xb");
}

TEST_F(LineEditTest, ErasesWordsAndLinesAsAShellDoes) {
  type(U"one two  ");
  edit_.key(control('W'));
  EXPECT_EQ(edit_.text(), "one ");
  edit_.key(control('U'));
  EXPECT_EQ(edit_.text(), "");
}

TEST_F(LineEditTest, GoesThroughItsHistoryAndBackToWhatWasTyped) {
  type(U"ty");
  edit_.key(key::kUp);
  EXPECT_EQ(edit_.text(), "second");
  edit_.key(key::kUp);
  edit_.key(key::kUp);
  EXPECT_EQ(edit_.text(), "first");
  edit_.key(key::kDown);
  edit_.key(key::kDown);
  EXPECT_EQ(edit_.text(), "ty");
}

TEST_F(LineEditTest, IsDoneWithEnterAndCancelledWithEscape) {
  EXPECT_EQ(edit_.key('x'), LineEdit::Got::editing);
  EXPECT_EQ(edit_.key(key::kEnter), LineEdit::Got::done);
  EXPECT_EQ(edit_.key(key::kEscape), LineEdit::Got::cancelled);
  edit_.key(key::kBackspace);
  EXPECT_EQ(edit_.key(key::kBackspace), LineEdit::Got::cancelled) << "nothing is left to erase";
}

TEST_F(LineEditTest, KeepsTheCursorInSightWhereTheTextIsLong) {
  Canvas canvas({1, 8});
  type(U"abcdefghij");
  EXPECT_EQ(edit_.paint(canvas, {0, 0, 1, 8}), 7);
  EXPECT_EQ(canvas.row(0), "/efghij");
}

}  // namespace
}  // namespace eyewall::screen
