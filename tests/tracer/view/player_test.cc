#include "view/player.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace eyewall::view {
namespace {

using testing::HasSubstr;
using testing::Not;

// Seventeen events; event N says "event N", and was caused by the one before.
std::string seventeen() {
  std::string text = "{\"eyewall\":1}\n";
  for (int i = 1; i <= 17; ++i) {
    const std::string n = std::to_string(i);
    text += "{\"seq\":" + n + ",\"t\":" + n + "000,\"kind\":\"note\",\"text\":\"event " + n + "\"";
    if (i > 1) text += ",\"cause\":" + std::to_string(i - 1);
    text += ",\"at\":\"player_test_source.cc:2\"}\n";
  }
  return text;
}

class PlayerTest : public testing::Test {
 protected:
  // What the player says to a command; "quit" when it was the last.
  std::string said(std::string_view command) {
    out_.str("");
    return player_.run(command) ? out_.str() : "quit";
  }

  read::Trace trace_ = read::Trace::parse(seventeen());
  std::ostringstream out_;
  Player player_{trace_, Source({testing::TempDir()}), out_};
};

TEST_F(PlayerTest, StandsAtTheFirstEventAndSaysSoInItsPrompt) {
  EXPECT_EQ(player_.prompt(), "(5% 1/17) ");
  said("goto 17");
  EXPECT_EQ(player_.prompt(), "(100% 17/17) ");
}

TEST_F(PlayerTest, StepsForwardsAndBackwards) {
  EXPECT_THAT(said("step"), HasSubstr("event 2"));
  EXPECT_THAT(said("s 3"), HasSubstr("event 5"));
  EXPECT_THAT(said("back 2"), HasSubstr("event 3"));
  EXPECT_THAT(said("b"), HasSubstr("event 2"));
}

TEST_F(PlayerTest, StopsAtBothEnds) {
  EXPECT_EQ(said("back"), "This is the first event.\n");
  EXPECT_THAT(said("step 99999999999999999"), HasSubstr("event 17"));
  EXPECT_EQ(said("step"), "This is the last event.\n");
  EXPECT_THAT(said("back 99999999999999999"), HasSubstr("event 1"));
}

TEST_F(PlayerTest, RepeatsTheLastCommandForAnEmptyLine) {
  EXPECT_EQ(said(""), "") << "nothing to repeat yet";
  said("s 2");
  EXPECT_THAT(said("  "), HasSubstr("event 5"));
}

TEST_F(PlayerTest, GoesToAnEventAndRefusesOneThatIsNotThere) {
  EXPECT_THAT(said("g 9"), HasSubstr("event 9"));
  EXPECT_THROW(said("goto 18"), std::invalid_argument);
  EXPECT_THROW(said("goto 0"), std::invalid_argument);
  EXPECT_EQ(player_.prompt(), "(52% 9/17) ") << "it stays where it was";
}

TEST_F(PlayerTest, PrintsAllThatAnEventSays) {
  std::ofstream(testing::TempDir() + "player_test_source.cc") << "one\n    two();\n";
  said("g 2");
  const std::string text = said("p");
  EXPECT_THAT(text, HasSubstr("event 2  note\n"));
  EXPECT_THAT(text, HasSubstr("  time         0.002 ms, 0.001 ms after event 1\n"));
  EXPECT_THAT(text, HasSubstr("  text         event 2\n"));
  EXPECT_THAT(text, HasSubstr("  cause        event 1: event 1\n"));
  EXPECT_THAT(text, HasSubstr("  at           player_test_source.cc:2\n"));
  EXPECT_THAT(text, HasSubstr("| two();\n"));
  EXPECT_THAT(said("print 3"), HasSubstr("event 3  note\n"));
  EXPECT_EQ(player_.prompt(), "(11% 2/17) ") << "print does not move";
}

TEST_F(PlayerTest, ListsTheEventsAroundAndMarksTheOneWhereItStands) {
  said("g 9");
  const std::string text = said("list 3");
  EXPECT_THAT(text, HasSubstr("\n>     9"));
  EXPECT_THAT(text, HasSubstr("event 8"));
  EXPECT_THAT(text, HasSubstr("event 10"));
  EXPECT_THAT(text, Not(HasSubstr("event 7")));
}

TEST_F(PlayerTest, ExplainsEveryCommand) {
  const std::string text = said("help");
  for (const VerbInfo& verb : verbs()) EXPECT_THAT(text, HasSubstr(std::string(verb.what)));
  EXPECT_EQ(said("?"), text);
}

TEST_F(PlayerTest, Quits) {
  EXPECT_EQ(said("q"), "quit");
  EXPECT_EQ(said("quit"), "quit");
}

TEST_F(PlayerTest, RefusesWhatIsNoCommand) {
  for (const char* wrong : {"jump", "s x", "s -1", "s 1 2", "goto", "help 3", "steps"}) {
    EXPECT_THROW(said(wrong), std::invalid_argument) << wrong;
  }
  EXPECT_THAT(said("s"), HasSubstr("event 2")) << "a bad command changes nothing";
}

TEST(Player, NeedsAnEvent) {
  const read::Trace trace = read::Trace::parse("{\"eyewall\":1}\n");
  std::ostringstream out;
  EXPECT_THROW(Player(trace, Source({}), out), std::invalid_argument);
}

TEST(SplitCommands, CutsAScriptAtItsSemicolons) {
  EXPECT_THAT(split_commands("s; s 2 ;p"), testing::ElementsAre("s", "s 2", "p"));
  EXPECT_THAT(split_commands("s;;p"), testing::ElementsAre("s", "", "p"));
  EXPECT_THAT(split_commands(""), testing::IsEmpty());
}

TEST(Source, ShowsSourceFilesOnly) {
  std::ofstream(testing::TempDir() + "player_test_secret.txt") << "secret\n";
  Source source({testing::TempDir()});
  EXPECT_EQ(source.line("player_test_secret.txt", 1), "");
  EXPECT_EQ(source.line("nowhere.cc", 1), "");
  EXPECT_EQ(source.line("", 1), "");
}

}  // namespace
}  // namespace eyewall::view
