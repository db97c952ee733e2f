#include <gmock/gmock.h>

#include "tracer/screen/played.h"

namespace eyewall::screen {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Moves, StepWithTheKeysOfLessAndVimAndWithArrows) {
  Played played(lesson());
  EXPECT_EQ(played.at(), 1U);
  played.type(U"l.");
  played.press(key::kRight);
  played.type(U"j");
  played.press(key::kDown);
  EXPECT_EQ(played.at(), 6U);
  played.type(U"h,");
  played.press(key::kLeft);
  played.type(U"k");
  played.press(key::kUp);
  EXPECT_EQ(played.at(), 1U);
  EXPECT_EQ(played.bottom().find("first event"), std::string::npos);
  played.type(U"h");
  EXPECT_EQ(played.bottom(), "This is the first event.");
}

TEST(Moves, TakeANumberBeforeThem) {
  Played played(lesson());
  played.type(U"10l");
  EXPECT_EQ(played.at(), 11U);
  played.type(U"4h");
  EXPECT_EQ(played.at(), 7U);
  played.type(U"l");
  EXPECT_EQ(played.at(), 8U) << "the number is for one key only";
  played.type(U"99999999999999999999999h");
  EXPECT_EQ(played.at(), 1U);
}

TEST(Moves, GoToAnEventAPercentageAndBothEnds) {
  Played played(lesson());
  played.type(U"17g");
  EXPECT_EQ(played.at(), 17U);
  EXPECT_THAT(played.row(0), HasSubstr("(9% 17/180)"));
  played.type(U"50%");
  EXPECT_EQ(played.at(), 90U);
  played.type(U"G");
  EXPECT_EQ(played.at(), 180U);
  played.type(U"g");
  EXPECT_EQ(played.at(), 1U);
  played.press(key::kEnd);
  EXPECT_EQ(played.at(), 180U);
  played.press(key::kHome);
  EXPECT_EQ(played.at(), 1U);
}

TEST(Moves, StayWhereAPlaceIsNotThere) {
  Played played(lesson());
  played.type(U"5g999g");
  EXPECT_EQ(played.at(), 5U);
  EXPECT_THAT(played.bottom(), HasSubstr("there is no event 999"));
  played.type(U"%");
  EXPECT_THAT(played.bottom(), HasSubstr("a number goes before %"));
  played.type(U"l");
  EXPECT_EQ(played.at(), 6U) << "and go on behind an error";
}

TEST(Moves, GoFromTurnToTurnOfTheLoop) {
  Played played(lesson());
  played.type(U")");
  EXPECT_THAT(played.text(), HasSubstr(">  38"));
  played.type(U"2)");
  EXPECT_EQ(played.at(), 93U);
  played.type(U"(");
  EXPECT_EQ(played.at(), 66U);
}

TEST(Moves, FollowArrowsToEffectAndCauseAndBackAgain) {
  Played played(lesson());
  played.type(U"57g]");
  EXPECT_EQ(played.at(), 67U) << "what was scheduled runs";
  played.type(U"[");
  EXPECT_EQ(played.at(), 57U);
  played.press(control('O'));
  EXPECT_EQ(played.at(), 67U);
  played.press(control('O'));
  EXPECT_EQ(played.at(), 57U);
  played.press(key::kTab);
  EXPECT_EQ(played.at(), 67U) << "right after Ctrl-O, Tab is Ctrl-I";
  played.press(key::kTab);
  EXPECT_EQ(played.at(), 57U);
}

TEST(Moves, SayThatThereIsNoArrow) {
  Played played(lesson());
  played.type(U"[");
  EXPECT_EQ(played.at(), 1U);
  EXPECT_THAT(played.bottom(), HasSubstr("No other event caused this one"));
}

TEST(Moves, RememberMarks) {
  Played played(lesson());
  played.type(U"20gma");
  EXPECT_THAT(played.bottom(), HasSubstr("Mark a is here"));
  played.type(U"g'a");
  EXPECT_EQ(played.at(), 20U);
  played.type(U"''");
  EXPECT_EQ(played.at(), 1U) << "'' is the place before";
  played.type(U"'x");
  EXPECT_THAT(played.bottom(), HasSubstr("there is no mark 'x'"));
  played.type(U"m");
  played.press(key::kEscape);
  played.type(U"l");
  EXPECT_EQ(played.at(), 2U) << "the l is no mark's name";
}

TEST(Moves, SearchForwardsAndBackwards) {
  Played played(lesson());
  played.type(U"/on_headers\n");
  const read::Seq first = played.at();
  EXPECT_EQ(first, 75U);
  played.type(U"n");
  const read::Seq second = played.at();
  EXPECT_GT(second, first);
  played.type(U"N");
  EXPECT_EQ(played.at(), first);
  played.type(U"/nowhere at all\n");
  EXPECT_EQ(played.at(), first);
  EXPECT_THAT(played.bottom(), HasSubstr("'nowhere at all'"));
  played.type(U"/callback.begin name=on_ch*\n");
  EXPECT_THAT(played.text(), HasSubstr("> 115"));
}

TEST(Moves, AskForATextBeforeTheySearchAgain) {
  Played played(lesson());
  played.type(U"n");
  EXPECT_THAT(played.bottom(), HasSubstr("/ asks for it"));
}

TEST(Moves, RunToBreakpointsAndAwayWithThem) {
  Played played(lesson());
  played.type(U"39gb");
  EXPECT_THAT(played.bottom(), HasSubstr("Breakpoint 1: callback.begin:name=on_resolve"));
  played.type(U"gc");
  EXPECT_EQ(played.at(), 39U);
  EXPECT_THAT(played.bottom(), HasSubstr("Breakpoint 1"));
  played.type(U"GC");
  EXPECT_EQ(played.at(), 39U) << "backwards too";
  played.type(U"b");
  EXPECT_THAT(played.bottom(), HasSubstr("Breakpoint 1 is gone"));
  played.type(U"gc");
  EXPECT_EQ(played.at(), 180U);
  EXPECT_THAT(played.bottom(), HasSubstr("The trace ends here"));
}

TEST(Moves, StopWhereAWatchedValueChanges) {
  Played played(lesson());
  played.type(U"wready\n");
  EXPECT_THAT(played.bottom(), HasSubstr("Watch 1: ready"));
  played.type(U"c");
  EXPECT_EQ(played.at(), 26U);
  EXPECT_THAT(played.bottom(), HasSubstr("went from 0 to 1"));
  played.type(U"wno such thing\n");
  EXPECT_THAT(played.bottom(), Not(HasSubstr("Watch 2")));
}

}  // namespace
}  // namespace eyewall::screen
