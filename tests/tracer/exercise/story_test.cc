// What a learner, a teacher and a program are told.
#include "exercise/story.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tracer/exercise/judged.h"

namespace eyewall::exercise {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Exercise small_exercise() {
  Exercise made;
  made.lesson = "07_x";
  made.name = "a";
  made.title = "A small one";
  made.task = "Do it.";
  return made;
}

Verdict failed(const std::string& say, bool hidden = false) {
  Verdict verdict;
  verdict.say = say;
  verdict.because = "it must";
  verdict.hidden = hidden;
  verdict.points = 2;
  verdict.expected = "`a` happens";
  verdict.instead = "It never happened.";
  verdict.at = 14;
  verdict.steps = {{13, "The step before."}, {14, "The step."}};
  return verdict;
}

Verdict held(const std::string& say) {
  Verdict verdict;
  verdict.say = say;
  verdict.passed = true;
  return verdict;
}

Attempt attempt_with(std::vector<Verdict> verdicts) {
  Attempt made;
  made.verdicts = std::move(verdicts);
  for (const Verdict& each : made.verdicts) made.points += each.points;
  made.last = 20;
  return made;
}

const Telling kLearner{false, 80, ".eyewall/runs/07_x/a.jsonl"};
const Telling kTeacher{true, 80, ".eyewall/runs/07_x/a.jsonl"};

TEST(Story, OfAFailureHasAllThatOneNeeds) {
  EXPECT_EQ(story(small_exercise(), attempt_with({held("one"), failed("two")}), kLearner),
            "07_x/a: A small one\n"
            "  Do it.\n"
            "\n"
            "  ok    one (1 of 1 point)\n"
            "  FAIL  two (0 of 2 points)\n"
            "    Expected: `a` happens.\n"
            "    Because:  it must\n"
            "    Instead:  It never happened.\n"
            "    The steps before it:\n"
            "         13  The step before.\n"
            "    >    14  The step.\n"
            "\n"
            "  Not yet: 1 of 3 points.\n"
            "  To see it there:  eyewall replay .eyewall/runs/07_x/a.jsonl --at 14\n");
}

TEST(Story, TellsTheFirstFailureInFullAndOfOthersWhatHappened) {
  const std::string text =
      story(small_exercise(), attempt_with({failed("one"), failed("two")}), kLearner);
  const std::string second = text.substr(text.find("two"));
  EXPECT_THAT(second, AllOf(HasSubstr("Instead:"), Not(HasSubstr("The steps"))));
}

TEST(Story, OfSuccessIsShort) {
  EXPECT_EQ(story(small_exercise(), attempt_with({held("one")}), kLearner),
            "07_x/a: A small one\n\n  ok    one (1 of 1 point)\n\n  Solved: 1 of 1 point.\n");
}

TEST(Story, NamesMistakes) {
  Attempt made = attempt_with({failed("one")});
  made.mistakes = {{{"callback_added_twice", "Add it once."}, 4, "f was added at 3 and 4."}};
  EXPECT_THAT(story(small_exercise(), made, kLearner),
              HasSubstr("  A common mistake: callback_added_twice\n    f was added at 3 and 4.\n"
                        "    Add it once.\n"));
}

TEST(Story, KeepsAHiddenCheckHiddenButForATeacher) {
  const Attempt made = attempt_with({failed("the secret", true)});
  EXPECT_EQ(story(small_exercise(), made, kLearner),
            "07_x/a: A small one\n  Do it.\n\n  FAIL  a hidden check failed (0 of 2 points)\n\n"
            "  Not yet: 0 of 2 points.\n");
  EXPECT_THAT(story(small_exercise(), made, kTeacher),
              AllOf(HasSubstr("the secret, hidden"), HasSubstr("Instead:"), HasSubstr("--at 14")));
}

TEST(Story, OfACompileErrorIsItsFirstError) {
  Attempt made = attempt_with({});
  made.stage = Attempt::Stage::compiler;
  made.built.first = "a.cc:5:3: error: no\n    5 |   foo();\n";
  EXPECT_THAT(story(small_exercise(), made, kLearner),
              AllOf(HasSubstr("    a.cc:5:3: error: no\n        5 |   foo();\n"),
                    HasSubstr("To see all:  eyewall exercise run 07_x/a --errors")));
}

TEST(Story, OfAProgramThatBrokeEarnsNothing) {
  Attempt made = attempt_with({held("one")});
  made.stage = Attempt::Stage::broke;
  made.trouble = "still ran after 10 seconds";
  made.ran.messages = "a\x1b[2J\n";
  EXPECT_EQ(made.earned(), 0U);
  EXPECT_THAT(story(small_exercise(), made, kLearner),
              AllOf(HasSubstr("Instead:  It still ran after 10 seconds."), HasSubstr("a\\u001b[2J"),
                    HasSubstr("Not yet: 0 of 1 point."), HasSubstr("--at 20")));
}

TEST(StoryData, LeavesOutWhatIsHidden) {
  const Attempt made = attempt_with({failed("the secret", true)});
  const auto learner = json_of(small_exercise(), made, false);
  EXPECT_EQ(learner["checks"][0].dump(), R"({"passed":false,"earned":0,"points":2,"hidden":true})");
  EXPECT_FALSE(learner.contains("at"));
  const auto teacher = json_of(small_exercise(), made, true);
  EXPECT_EQ(teacher["checks"][0]["say"], "the secret");
  EXPECT_EQ(teacher["at"], 14);
  EXPECT_EQ(teacher["state"], "failed");
}

TEST(FirstError, IsTheErrorWithItsSource) {
  const std::string said =
      "a.cc: In function 'int main()':\n"
      "a.cc:3:2: warning: odd\n"
      "    3 |   odd();\n"
      "a.cc:5:3: error: 'foo' was not declared\n"
      "    5 |   foo();\n"
      "      |   ^~~\n"
      "a.cc:9:1: error: another\n";
  EXPECT_EQ(first_error(said, "a.cc"),
            "a.cc:5:3: error: 'foo' was not declared\n    5 |   foo();\n      |   ^~~\n");
}

TEST(FirstError, InAHeaderComesWithTheLineThatLedThere) {
  EXPECT_EQ(first_error("gen.h: In instantiation of 'x':\n"
                        "a.cc:7:12:   required from here\n"
                        "gen.h:105:3: error: static assertion failed: BadYield\n",
                        "a.cc"),
            "a.cc:7:12:   required from here\n"
            "gen.h:105:3: error: static assertion failed: BadYield\n");
}

TEST(FirstError, OfTheLinkerIsTheSymbol) {
  EXPECT_EQ(
      first_error("/tmp/x.o:a.cc:function main: error: undefined reference to 'foo()'\n", "a.cc"),
      "a.cc:function main: error: undefined reference to 'foo()'\n");
  EXPECT_THAT(first_error("/usr/bin/ld: /tmp/x.o: in function `main':\n"
                          "a.cc:(.text+0x9): undefined reference to `foo()'\n"
                          "collect2: error: ld returned 1 exit status\n",
                          "a.cc"),
              StartsWith("a.cc:(.text+0x9): undefined reference to `foo()'"));
}

}  // namespace
}  // namespace eyewall::exercise
