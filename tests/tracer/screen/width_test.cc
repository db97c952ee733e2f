#include "screen/width.h"

#include <gmock/gmock.h>

#include <clocale>
#include <string>

namespace eyewall::screen {
namespace {

using testing::ElementsAre;

TEST(Cells, CountsOneForALetterTwoForAWideCharacterNoneForAMark) {
  EXPECT_EQ(cells(""), 0);
  EXPECT_EQ(cells("Zoë"), 3);
  EXPECT_EQ(cells("日本"), 4);
  EXPECT_EQ(cells("e\u0301"), 1) << "a letter and a combining accent";
  EXPECT_EQ(cells("😀"), 2);
}

TEST(Cells, DoesNotDependOnTheLocaleOfTheProcess) {
  // Tests run in the locale "C", in which only ASCII is text.
  ASSERT_STREQ(std::setlocale(LC_CTYPE, nullptr), "C");
  EXPECT_EQ(cells("日"), 2);
}

TEST(Cells, CountsOneForWhatIsNoCharacter) {
  EXPECT_EQ(cells("a\xff\xfe"
                  "b"),
            4);
  EXPECT_EQ(cells("\xe6\x97"), 2) << "a character that is cut off";
  EXPECT_EQ(cells(std::string_view("\0", 1)), 1);
  EXPECT_EQ(cells("\x1b"), 1) << "nothing that a terminal would obey";
}

TEST(Glyphs, KeepsAMarkWithTheLetterBeforeIt) {
  const auto found = glyphs("ae\u0301x");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[1].text, "e\u0301");
  EXPECT_EQ(glyphs("\u0301a").size(), 1U) << "a mark that follows nothing is dropped";
}

TEST(Glyphs, ShowsWhatATerminalWouldObeyAndWhatMisleadsAsNoCharacter) {
  for (const char* bad : {"\x1b[m", "\x07", "\u202e", "\u200b", "\u2066", "\u0085"}) {
    EXPECT_EQ(glyphs(bad)[0].text, "\uFFFD") << bad;
  }
}

TEST(Clip, LeavesWhatFitsAndMarksWhatDoesNot) {
  EXPECT_EQ(clip("hello", 5), "hello");
  EXPECT_EQ(clip("hello", 4), "hel…");
  EXPECT_EQ(clip("hello", 1), "…");
  EXPECT_EQ(clip("hello", 0), "");
}

TEST(Clip, NeverCutsAWideCharacterInHalf) {
  EXPECT_EQ(clip("日本語", 5), "日本…");
  EXPECT_EQ(clip("日本語", 4), "日…");
  EXPECT_EQ(cells(clip("日本語", 4)), 3) << "one cell stays empty";
}

TEST(Fold, BreaksAtSpacesAndIndentsWhatFollows) {
  EXPECT_THAT(fold("", 10), ElementsAre(""));
  EXPECT_THAT(fold("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(fold("one two three", 8, 2), ElementsAre("one two", "  three"));
  EXPECT_THAT(fold("  one two", 6), ElementsAre("  one", "two")) << "it keeps an indentation";
}

TEST(Fold, CutsAWordThatIsTooLong) {
  EXPECT_THAT(fold("abcdefgh", 3), ElementsAre("abc", "def", "gh"));
  EXPECT_THAT(fold("日本語", 5), ElementsAre("日本", "語"));
}

TEST(Fold, BreaksBesideWideCharactersAndLeavesNoStopAlone) {
  EXPECT_THAT(fold("ab 事件循环", 9), ElementsAre("ab 事件循", "环"));
  EXPECT_THAT(fold("回调返回。", 8), ElementsAre("回调返", "回。"));
}

TEST(ExpandTabs, FillsUpToTheNextStop) {
  EXPECT_EQ(expand_tabs("\ta\tb", 4), "    a   b");
  EXPECT_EQ(expand_tabs("日\tb", 4), "日  b");
  EXPECT_EQ(expand_tabs("abcd\te", 4), "abcd    e");
}

}  // namespace
}  // namespace eyewall::screen
