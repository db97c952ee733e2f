#include <gmock/gmock.h>

#include "tracer/screen/played.h"

namespace eyewall::screen {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Playing, GoesOnByItselfUntilTheEnd) {
  Played played(lesson());
  EXPECT_FALSE(played.app().interval());
  played.type(U"175g ");
  EXPECT_TRUE(played.app().interval());
  EXPECT_THAT(played.row(0), HasSubstr("playing 2/s"));
  for (int i = 0; i < 20; ++i) played.app().tick();
  EXPECT_EQ(played.at(), 180U);
  EXPECT_FALSE(played.app().interval()) << "it stops by itself";
}

TEST(Playing, StopsWithASecondSpaceAndAtBreakpoints) {
  Played played(lesson());
  played.type(U"  ");
  EXPECT_FALSE(played.app().interval());
  played.type(U"39gb30g ");
  for (int i = 0; i < 20; ++i) played.app().tick();
  EXPECT_EQ(played.at(), 39U);
  EXPECT_THAT(played.bottom(), HasSubstr("Breakpoint 1"));
  EXPECT_FALSE(played.app().interval());
}

TEST(Playing, GoesFasterAndSlower) {
  Played played(lesson());
  played.type(U" ");
  const auto usual = *played.app().interval();
  played.type(U"+");
  EXPECT_EQ(*played.app().interval(), usual / 2);
  played.type(U"--");
  EXPECT_EQ(*played.app().interval(), usual * 2);
  played.type(U"--------");
  EXPECT_EQ(played.app().interval()->count(), 2000);
  played.type(U"++++++++++++++");
  EXPECT_GE(played.app().interval()->count(), 10) << "nobody can watch more";
}

TEST(Level, HidesWhatIsFinerAndKeepsThePlace) {
  Played played(lesson());
  played.type(U"57g");
  EXPECT_THAT(played.text(), HasSubstr("getsockopt"));
  played.type(U"z");
  EXPECT_EQ(played.at(), 57U);
  EXPECT_THAT(played.bottom(), HasSubstr("Detail: the loop"));
  EXPECT_THAT(played.text(), Not(HasSubstr("getsockopt")));
  played.type(U"z");
  EXPECT_THAT(played.row(0), HasSubstr("detail: coroutine"));
  EXPECT_EQ(played.at(), 57U);
  EXPECT_THAT(played.text(), HasSubstr(">  57")) << "the place is shown at every level";
  played.type(U"z");
  EXPECT_THAT(played.text(), HasSubstr("getsockopt"));
}

TEST(Following, ShowsOnlyTheEventsOfOneCoroutine) {
  Played played(lesson());
  played.type(U"29gf");
  EXPECT_THAT(played.bottom(), HasSubstr("coroutine 1, download"));
  EXPECT_THAT(played.text(), HasSubstr("Events  of coroutine 1, download"));
  EXPECT_THAT(played.text(), Not(HasSubstr("The loop starts")));
  played.type(U"20l");
  EXPECT_THAT(played.text(), HasSubstr("Events  of coroutine 1, download"));
  played.type(U"f");
  EXPECT_THAT(played.text(), Not(HasSubstr("of coroutine 1, download")));
}

TEST(Following, StaysAtTheLastEventOfItsOwn) {
  Played played(lesson());
  played.type(U"29gf999l");
  const read::Seq last = played.at();
  EXPECT_THAT(played.bottom(), HasSubstr("No further event of coroutine 1, download"));
  played.type(U"l");
  EXPECT_EQ(played.at(), last);
}

TEST(Following, EndsWhereOneGoesToAnotherEvent) {
  Played played(lesson());
  played.type(U"29gf39g");
  EXPECT_THAT(played.bottom(), HasSubstr("All events are shown again"));
  EXPECT_THAT(played.text(), HasSubstr("The loop starts"));
}

TEST(Why, TellsTheChainAndGoesToOneOfItsEvents) {
  Played played(lesson());
  played.type(U"67gy");
  EXPECT_THAT(played.row(1), HasSubstr("[Why event 67]"));
  EXPECT_THAT(played.text(), HasSubstr("> 67"));
  played.type(U"j\n");
  EXPECT_EQ(played.at(), 57U);
  EXPECT_THAT(played.text(), HasSubstr("Ready queue")) << "the panes are back";
}

TEST(Why, ClosesWithQAndWithAnyKeyThatDoesSomethingElse) {
  Played played(lesson());
  played.type(U"67gyq");
  EXPECT_EQ(played.at(), 67U);
  EXPECT_THAT(played.text(), HasSubstr("Ready queue"));
  EXPECT_FALSE(played.app().over());
  played.type(U"yl");
  EXPECT_EQ(played.at(), 68U);
}

TEST(Predicting, AsksHidesTheFutureAndJudges) {
  Played played(lesson());
  played.type(U"40gp");
  const read::Seq asked = played.at();
  EXPECT_THAT(played.row(1), HasSubstr("[Predict]"));
  EXPECT_THAT(played.text(), HasSubstr("Ready queue")) << "one answers from the state";
  EXPECT_THAT(played.row(21), HasSubstr("????")) << "the timeline gives nothing away";
  EXPECT_THAT(played.row(21), Not(HasSubstr("?c")));
  played.type(U"1");
  EXPECT_THAT(played.row(1), testing::AnyOf(HasSubstr("1 of 1 right"), HasSubstr("0 of 1 right")));
  EXPECT_EQ(played.at(), asked);
  played.type(U"\n");
  EXPECT_GT(played.at(), asked);
  EXPECT_THAT(played.row(1), Not(HasSubstr("Predict")));
}

TEST(Predicting, CanBeLeftAndSaysWhereNothingIsToBeChosen) {
  Played played(lesson());
  played.type(U"40gpq");
  EXPECT_FALSE(played.app().over());
  EXPECT_THAT(played.row(1), Not(HasSubstr("Predict")));
  played.type(U"Gp");
  EXPECT_THAT(played.bottom(), HasSubstr("Nobody has to choose"));
}

TEST(Help, ExplainsEveryKeyOfTheTable) {
  Played played(lesson(), {90, 120});
  played.type(U"?");
  const std::string text = played.text();
  for (const KeyInfo& info : keys()) EXPECT_THAT(text, HasSubstr(std::string(info.keys)));
  played.type(U"?");
  EXPECT_THAT(played.text(), HasSubstr("Ready queue"));
}

TEST(CommandLine, ObeysTheWordsOfTheLinePlayerAndSharesItsPlace) {
  Played played(lesson());
  played.type(U":goto 30\n");
  EXPECT_EQ(played.at(), 30U);
  played.type(U":info futures\n");
  EXPECT_THAT(played.row(1), HasSubstr("[:info futures]"));
  EXPECT_THAT(played.text(), HasSubstr("pending"));
  played.type(U"q");
  played.type(U":nonsense\n");
  EXPECT_THAT(played.bottom(), HasSubstr("nonsense"));
  EXPECT_FALSE(played.app().over());
  played.type(U":quit\n");
  EXPECT_TRUE(played.app().over());
}

TEST(CommandLine, CompletesWords) {
  Played played(lesson());
  played.type(U":info fut\t");
  EXPECT_EQ(played.bottom(), ":info futures");
  played.press(control('U'));
  played.type(U"info t\t");
  EXPECT_EQ(played.bottom(), ":info t");
  EXPECT_THAT(played.row(22), HasSubstr("threads  timers")) << "a choice is shown above";
  played.type(U"i");
  EXPECT_THAT(played.row(22), HasSubstr("l step"));
}

TEST(CommandLine, IsLeftByEscapeAndCtrlC) {
  Played played(lesson());
  played.type(U":quit");
  EXPECT_TRUE(played.app().takes_interrupt());
  played.press(control('C'));
  EXPECT_FALSE(played.app().takes_interrupt());
  EXPECT_FALSE(played.app().over());
}

TEST(Quitting, TakesOneKey) {
  Played played(lesson());
  played.type(U"q");
  EXPECT_TRUE(played.app().over());
}

TEST(UnknownKeys, AreToldAndDoNothing) {
  Played played(lesson());
  played.type(U"5gX");
  EXPECT_EQ(played.at(), 5U);
  EXPECT_EQ(played.bottom(), "'X' does nothing here; ? shows the keys.");
}

}  // namespace
}  // namespace eyewall::screen
