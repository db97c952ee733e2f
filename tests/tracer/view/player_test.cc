// The line player as such: its prompt, its repeats, what it refuses; and the words that move.
#include <gmock/gmock.h>

#include <fstream>

#include "tracer/view/own_folder.h"
#include "tracer/view/small_player.h"
#include "view/command.h"

namespace eyewall::view {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(PlayerTest, SaysInItsPromptWhereItStands) {
  EXPECT_EQ(player_.prompt(), "(4% 1/22) ");
  said("goto 22");
  EXPECT_EQ(player_.prompt(), "(100% 22/22) ");
}

TEST_F(PlayerTest, ShowsTheEventAndItsSourceLineAfterAMove) {
  std::ofstream(own_folder() + "small.cc") << "1\n2\n    add(on_a);\n";
  EXPECT_EQ(said("s 2"),
            "    3      3.000 ms  on_a is scheduled for the loop's next turn, as callback 1.  "
            "[small.cc:3]\n                       | add(on_a);\n");
  EXPECT_EQ(said("s"), "    4      4.000 ms  The loop starts.\n");
  EXPECT_THAT(said("g 10"), HasSubstr("ms      The program prints")) << "as deep as it stands";
  said("level coroutine");
  EXPECT_THAT(said("g 10"), HasSubstr("ms    The program prints")) << "the callback is not shown";
}

TEST_F(PlayerTest, EveryMoveHasItsReverse) {
  EXPECT_EQ(to(5, "s 4"), 9U);
  EXPECT_EQ(to(9, "rs 4"), 5U);
  EXPECT_EQ(to(13, "n"), 20U);
  EXPECT_EQ(to(20, "rn"), 13U);
  EXPECT_EQ(to(10, "fin"), 12U);
  EXPECT_EQ(to(10, "rf"), 9U);
  EXPECT_EQ(to(5, "iter"), 16U);
  EXPECT_EQ(to(16, "ri"), 5U);
  EXPECT_EQ(to(5, "c"), 22U);
  EXPECT_EQ(to(5, "rc"), 1U);
  EXPECT_EQ(to(1, "u print"), 10U);
  EXPECT_EQ(to(22, "ru print"), 10U);
}

TEST_F(PlayerTest, KnowsTheWordsInFullAndByTheirBeginnings) {
  EXPECT_EQ(to(1, "step 3"), 4U);
  EXPECT_EQ(to(1, "ste 3"), 4U);
  EXPECT_EQ(to(1, "contin"), 22U);
  EXPECT_EQ(to(1, "reverse-s"), 1U);
  EXPECT_EQ(to(1, "goto 50%"), 11U);
  EXPECT_EQ(to(1, "g @12.5ms"), 12U);
  EXPECT_THAT(refused("re"), HasSubstr("'re' could be reverse-step, reverse-next"));
  EXPECT_THAT(refused("f"), HasSubstr("'f' could be finish, forward, find"));
}

TEST_F(PlayerTest, StopsAtBothEndsAndSaysSo) {
  EXPECT_EQ(said("rs"), "This is the first event.\n");
  EXPECT_THAT(said("step 99999999999999999"), StartsWith("This is the last event.\n   22"));
  EXPECT_EQ(said("step"), "This is the last event.\n");
  EXPECT_THAT(said("c"), HasSubstr("The trace ends here."));
}

TEST_F(PlayerTest, RepeatsForAnEmptyLineWhatDoesNoHarm) {
  EXPECT_EQ(said(""), "") << "nothing to repeat yet";
  said("s 2");
  EXPECT_THAT(said("  "), StartsWith("    5"));
  EXPECT_THAT(said(""), StartsWith("    7"));
  said("b print");
  EXPECT_EQ(said(""), "");
  EXPECT_EQ(at_.breakpoints().all().size(), 1U);
  said("note hello");
  said("");
  EXPECT_EQ(at_.notebook().notes().size(), 1U);
}

TEST_F(PlayerTest, GoesBackAndForwardThroughThePlacesVisited) {
  said("g 9");
  said("s 3");
  EXPECT_THAT(said("back"), StartsWith("    9"));
  EXPECT_THAT(said("back"), StartsWith("    1"));
  EXPECT_THAT(said("back"), HasSubstr("first place that you visited"));
  EXPECT_THAT(said("forward 2"), StartsWith("   12"));
}

TEST_F(PlayerTest, FollowsArrows) {
  EXPECT_EQ(to(6, "cause"), 3U);
  EXPECT_EQ(to(3, "effect"), 6U);
  EXPECT_EQ(to(3, "effect 2"), 18U);
  said("g 3");
  EXPECT_THAT(said("effect"), StartsWith("The first of 2; 'effect N' goes to the N-th: 6 18\n"));
  EXPECT_THAT(said("g 4"), Not(HasSubstr("The first of")));
  EXPECT_EQ(said("cause"), "No other event caused this one.\n");
}

TEST_F(PlayerTest, SearchesAndSearchesOn) {
  EXPECT_THAT(refused("find"), HasSubstr("nothing was searched yet"));
  EXPECT_EQ(to(1, "find on_b"), 11U);
  EXPECT_EQ(to(11, "find"), 17U);
  EXPECT_EQ(to(11, "/"), 17U);
  EXPECT_EQ(to(17, "rfind"), 11U);
  EXPECT_EQ(to(1, "/on_b"), 11U);
  EXPECT_EQ(to(1, "find callback.begin:name=on_b"), 17U);
  EXPECT_EQ(to(1, "find callback.*"), 3U);
  EXPECT_EQ(to(1, "find turn 2"), 16U);
  EXPECT_EQ(said("find nowhere"), "No event behind this one has 'nowhere'.\n");
}

TEST_F(PlayerTest, ZoomsAndKeepsThePlace) {
  said("g 15");
  EXPECT_EQ(said("level coro"), "The level is coroutine: 13 of 22 events are shown.\n");
  EXPECT_EQ(player_.prompt(), "(68% 15/22) ");
  EXPECT_EQ(to(4, "s"), 7U);
  EXPECT_EQ(data("level")["level"], "coroutine");
  EXPECT_THAT(refused("level 3"), HasSubstr("there are coroutine, loop and syscall"));
  said("level syscall");
  EXPECT_EQ(to(4, "s"), 5U);
}

TEST_F(PlayerTest, RefusesWhatItCannotObeyAndChangesNothing) {
  said("g 5");
  for (const char* wrong : {"jump",
                            "s x",
                            "s -1",
                            "s 0",
                            "s 1 2",
                            "goto",
                            "goto 23",
                            "goto x",
                            "steps",
                            "until",
                            "b no.such",
                            "watch",
                            "watch x",
                            "condition",
                            "condition 1 ready",
                            "delete 1",
                            "enable",
                            "print x",
                            "info x",
                            "mark",
                            "mark a b",
                            "last",
                            "delete #x",
                            "delete note",
                            "where 9",
                            "bt 5",
                            "quit 1",
                            "help jump",
                            "level x",

                            "find",
                            "why 99",
                            "why-not",
                            "why-not future 9"}) {
    EXPECT_NE(refused(wrong), "") << wrong;
    EXPECT_EQ(player_.prompt(), "(22% 5/22) ") << wrong;
  }
  EXPECT_TRUE(at_.breakpoints().all().empty());
}

TEST_F(PlayerTest, SaysWhatCouldBeMeant) {
  EXPECT_EQ(refused("contineu"), "there is no word 'contineu'; did you mean continue?");
  EXPECT_EQ(refused("xyzzy"), "there is no word 'xyzzy'; 'help' lists the words");
  EXPECT_EQ(refused("until"), "until needs PATTERN; 'help until' says more");
  EXPECT_EQ(refused("cause 3"), "cause takes nothing: '3' is too much");
}

TEST_F(PlayerTest, PassesOverRemarks) {
  EXPECT_EQ(said("# s 5"), "");
  EXPECT_EQ(at_.at(), 1U);
}

TEST_F(PlayerTest, Quits) {
  EXPECT_TRUE(player_.obey("q").quit);
  EXPECT_TRUE(player_.obey("quit").quit);
  EXPECT_FALSE(player_.obey("s").quit);
}

TEST_F(PlayerTest, AnswersInDataTheSameAsInText) {
  said("b print");
  const Json json = data("c");
  EXPECT_EQ(json["command"], "continue");
  EXPECT_EQ(json["why"], "breakpoint");
  EXPECT_EQ(json["from"], 1);
  EXPECT_EQ(json["seq"], 10);
  EXPECT_EQ(json["of"], 22);
  EXPECT_EQ(json["hits"][0], Json({{"number", 1}, {"what", "print"}}));
  EXPECT_EQ(json["event"]["kind"], "print");
  EXPECT_EQ(json["event"]["text"], "Hello");
  EXPECT_EQ(json["event"]["in"], 9);
  EXPECT_THAT(json["text"].get<std::string>(), HasSubstr("Breakpoint 1"));
  EXPECT_EQ(player_.refusal("x y", "no")["error"], "no");
}

TEST(SplitCommands, CutsAScriptAtItsSemicolons) {
  EXPECT_THAT(split_commands("s; s 2 ;p"), testing::ElementsAre("s", "s 2", "p"));
  EXPECT_THAT(split_commands("s;;p"), testing::ElementsAre("s", "", "p"));
  EXPECT_THAT(split_commands("find \"a;b\";p"), testing::ElementsAre("find \"a;b\"", "p"));
  EXPECT_THAT(split_commands(""), testing::IsEmpty());
}

TEST(Source, ShowsSourceFilesOnly) {
  std::ofstream(own_folder() + "player_test_secret.txt") << "secret\n";
  Source source({own_folder()});
  EXPECT_EQ(source.line("player_test_secret.txt", 1), "");
  EXPECT_EQ(source.line("nowhere.cc", 1), "");
  EXPECT_EQ(source.line("", 1), "");
}

}  // namespace
}  // namespace eyewall::view
