// Checks on the order and the number of events.
#include "exercise/judge.h"

#include <gmock/gmock.h>

#include "tracer/exercise/judged.h"

namespace eyewall::exercise {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// A print a letter; "|" is a turn of the loop.
Given letters(const std::string& text) {
  Given given;
  for (const char letter : text) {
    if (letter == '|')
      given.event("loop.iteration", R"("iteration":1,"callbacks":0)");
    else
      given.event("print", "\"text\":\"" + std::string(1, letter) + "\"");
  }
  return given;
}

bool holds(const std::string& check, const std::string& text) {
  return judged(check, letters(text)).passed;
}

const std::string kBefore = R"("before": ["print:text=a", "print:text=b"])";
const std::string kAfter = R"("after": ["print:text=a", "print:text=b"])";
const std::string kTurn = R"("within_one_turn": ["print:text=a", "print:text=b"])";

TEST(Before, IsAboutTheFirstOfEach) {
  EXPECT_TRUE(holds(kBefore, "ab"));
  EXPECT_TRUE(holds(kBefore, "abab"));
  EXPECT_FALSE(holds(kBefore, "ba"));
  EXPECT_FALSE(holds(kBefore, "bab"));
  EXPECT_FALSE(holds(kBefore, "a"));
  EXPECT_FALSE(holds(kBefore, "b"));
  EXPECT_FALSE(holds(kBefore, ""));
}

TEST(Before, SaysWhichCameFirstAndWhere) {
  const Verdict verdict = judged(kBefore, letters("xba"));
  EXPECT_EQ(verdict.expected, "`print:text=a` comes before `print:text=b`");
  EXPECT_EQ(verdict.instead,
            "`print:text=b` came first, at step 2 (The program prints: b); "
            "`print:text=a` came only at step 3.");
  EXPECT_EQ(verdict.at, 2U);
  ASSERT_THAT(verdict.steps, SizeIs(2));
  EXPECT_EQ(verdict.steps.back().text, "The program prints: b");
}

TEST(Before, SaysWhatNeverHappened) {
  EXPECT_EQ(
      judged(kBefore, letters("b")).instead,
      "`print:text=a` never happened; `print:text=b` did, at step 1 (The program prints: b).");
  EXPECT_EQ(judged(kBefore, letters("x")).instead,
            "`print:text=a` never happened, nor did `print:text=b`.");
}

TEST(After, IsAboutEachOfTheOne) {
  EXPECT_TRUE(holds(kAfter, "ab"));
  EXPECT_TRUE(holds(kAfter, "baab"));
  EXPECT_FALSE(holds(kAfter, "aba"));
  EXPECT_FALSE(holds(kAfter, "b"));
  EXPECT_FALSE(holds(kAfter, "a"));
  EXPECT_EQ(judged(kAfter, letters("abxaa")).at, 4U);
}

TEST(Never, SaysHowOftenAndWhereFirst) {
  EXPECT_TRUE(holds(R"("never": "print:text=a")", "bcd"));
  const Verdict verdict = judged(R"("never": "print:text=a")", letters("bacaa"));
  EXPECT_EQ(verdict.instead, "It happened 3 times, first at step 2 (The program prints: a).");
  EXPECT_EQ(verdict.at, 2U);
}

TEST(Count, HasAnExactNumberOrLimits) {
  EXPECT_TRUE(holds(R"("count": "print", "is": 2)", "ab"));
  EXPECT_TRUE(holds(R"("count": "print", "is": 0)", "|"));
  EXPECT_TRUE(holds(R"("count": "print", "at_least": 2)", "abc"));
  EXPECT_TRUE(holds(R"("count": "print", "at_most": 2)", ""));
  EXPECT_FALSE(holds(R"("count": "print", "is": 2)", "abc"));
  EXPECT_FALSE(holds(R"("count": "print", "at_least": 2, "at_most": 3)", "a"));
}

TEST(Count, PointsAtTheFirstThatIsTooMany) {
  const Verdict verdict = judged(R"("count": "print", "is": 1)", letters("abc"));
  EXPECT_EQ(verdict.expected, "`print` happens once");
  EXPECT_EQ(verdict.instead,
            "It happened 3 times; one too many is step 2 (The program prints: b).");
  EXPECT_EQ(verdict.at, 2U);
  EXPECT_THAT(judged(R"("count": "print", "is": 3)", letters("ab")).instead,
              HasSubstr("It happened twice only, the last time at step 2"));
}

TEST(Count, TakesFirstAndAgainAsGrepDoes) {
  EXPECT_TRUE(holds(R"("count": "first print", "is": 1)", "abc"));
  EXPECT_TRUE(holds(R"("count": "again print", "is": 2)", "abc"));
}

TEST(WithinOneTurn, EndsWhereTheSecondTurnBegins) {
  EXPECT_TRUE(holds(kTurn, "ab"));
  EXPECT_TRUE(holds(kTurn, "a|b"));
  EXPECT_FALSE(holds(kTurn, "a||b"));
  EXPECT_FALSE(holds(kTurn, "a|"));
  EXPECT_FALSE(holds(kTurn, "ba"));
  EXPECT_TRUE(holds(kTurn, "a|b||||a|b"));
  const Verdict verdict = judged(kTurn, letters("a|x|b"));
  EXPECT_EQ(verdict.at, 4U);
  EXPECT_THAT(verdict.instead, HasSubstr("the loop began a second turn, at step 4"));
}

TEST(Verdict, OfACheckThatHoldsSaysNothingMore) {
  const Verdict verdict = judged(kBefore + R"(, "points": 3)", letters("ab"));
  EXPECT_EQ(verdict.earned(), 3U);
  EXPECT_EQ(verdict.say, "it holds");
  EXPECT_EQ(verdict.instead, "");
  EXPECT_THAT(verdict.steps, IsEmpty());
}

TEST(Verdict, OfAnEmptyTraceHasNoPlace) {
  const Verdict verdict = judged(kBefore, letters(""));
  EXPECT_FALSE(verdict.passed);
  EXPECT_EQ(verdict.at, 0U);
  EXPECT_THAT(verdict.steps, IsEmpty());
}

TEST(Steps, AreTheLastFewWithoutSystemCallsAndNameOwnLines) {
  Given given = letters("abcdefg|");
  given.event("sys.close", R"("fd":3,"result":0)");
  const auto last = given.event("print", R"("text":"z","at":"07_x/a.cc:12")");
  const std::vector<Step> steps = steps_before(given.trace(), last);
  ASSERT_THAT(steps, SizeIs(5));
  EXPECT_EQ(steps[3].seq, 8U);
  EXPECT_EQ(steps[4].text, "The program prints: z [07_x/a.cc:12]");
  Given bare;
  bare.event("sys.close", R"("fd":3,"result":0)");
  bare.event("sys.close", R"("fd":4,"result":0)");
  EXPECT_THAT(steps_before(bare.trace(), 2), SizeIs(2)) << "without a loop they are all there is";
}

}  // namespace
}  // namespace eyewall::exercise
