// Checks on what is left at the end, and on the output.
#include <gmock/gmock.h>

#include "tracer/exercise/judged.h"

namespace eyewall::exercise {
namespace {

using testing::HasSubstr;

std::string left(const std::string& what, const Given& given) {
  return judged("\"at_the_end\": [\"" + what + "\"]", given).instead;
}

TEST(AtTheEnd, AHandlerIsLeftUnlessItIsRemovedOrTheWakers) {
  Given given;
  given.event("fd.add", R"("fd":5,"who":"waker1","events":["READ"])");
  given.event("fd.add", R"("fd":7,"who":"conn1","events":["READ"])");
  given.event("fd.add", R"("fd":8,"who":"conn2","events":["READ"])");
  given.event("fd.remove", R"("fd":8,"who":"conn2")");
  EXPECT_THAT(left("handlers", given),
              HasSubstr("Left over: the handler of descriptor 7 (conn1); it came with step 2"));
  given.event("fd.remove", R"("fd":7,"who":"conn1")");
  EXPECT_EQ(left("handlers", given), "");
}

TEST(AtTheEnd, AHandlerThatTheLoopsEndRemovesWasLeft) {
  Given given;
  given.event("fd.add", R"("fd":7,"who":"conn1","events":["READ"])");
  given.event("fd.remove", R"("fd":5,"who":"waker1")");
  given.event("fd.remove", R"("fd":7,"who":"conn1")");
  EXPECT_THAT(left("handlers", given), HasSubstr("descriptor 7 (conn1)"));
}

TEST(AtTheEnd, ATimerIsLeftWhetherItIsPendingOrWasDropped) {
  Given given;
  given.event("timer.add", R"("timer":1,"name":"late","deadline_ns":5)");
  EXPECT_THAT(left("timers", given), HasSubstr("timer 1 (late)"));
  given.event("timer.drop", R"("timer":1,"name":"late","cause":1)");
  EXPECT_THAT(left("timers", given), HasSubstr("timer 1 (late); it came with step 1"));
}

TEST(AtTheEnd, ATimerThatFiredOrWasCancelledIsNotLeft) {
  Given given;
  given.event("timer.add", R"("timer":1,"name":"a","deadline_ns":5)");
  given.event("timer.add", R"("timer":2,"name":"b","deadline_ns":5)");
  given.event("timer.cancel", R"("timer":1,"name":"a")");
  given.event("timer.fire", R"("timer":2,"name":"b","delay_ns":1)");
  EXPECT_EQ(left("timers", given), "");
}

TEST(AtTheEnd, ACallbackIsLeftUntilItHasRun) {
  Given given;
  given.event("callback.add", R"("cb":1,"name":"f")");
  given.event("callback.add", R"("cb":2,"name":"g")");
  EXPECT_THAT(left("callbacks", given), HasSubstr("callback 1 (f), and 1 more of its kind"));
  given.event("callback.begin", R"("cb":1,"name":"f")");
  given.event("callback.end", R"("cb":1)", 3);
  given.event("callback.drop", R"("cb":2,"name":"g","cause":2)");
  EXPECT_THAT(left("callbacks", given), HasSubstr("callback 2 (g); it came with step 2"));
}

TEST(AtTheEnd, AFutureIsLeftUntilItIsSet) {
  Given given;
  given.event("future.new", R"("future":1)");
  EXPECT_THAT(left("futures", given), HasSubstr("Left over: future 1;"));
  given.event("future.resolve", R"("future":1)");
  EXPECT_EQ(left("futures", given), "");
}

TEST(Output, IsTheSameLineByLine) {
  const Given given;
  EXPECT_TRUE(judged(R"("output": ["a", "b"])", given, "a\nb\n").passed);
  EXPECT_TRUE(judged(R"("output": ["a", "b"])", given, "a\nb").passed);
  EXPECT_TRUE(judged(R"("output": [])", given, "").passed);
  EXPECT_FALSE(judged(R"("output": ["a"])", given, "a\n\n").passed);
}

TEST(Output, SaysTheFirstLineThatDiffers) {
  Given given;
  given.event("print", R"("text":"a")");
  given.event("print", R"("text":"x")");
  const Verdict verdict = judged(R"("output": ["a", "b", "c"])", given, "a\nx\nc\n");
  EXPECT_EQ(verdict.instead, "Line 2 says \"x\", not \"b\".");
  EXPECT_EQ(verdict.at, 2U) << "the print itself";
}

TEST(Output, SaysALineTooManyAndALineTooFew) {
  const Given given;
  EXPECT_EQ(judged(R"("output": ["a"])", given, "a\nb\n").instead,
            "Line 2 is one too many: it says \"b\".");
  EXPECT_EQ(judged(R"("output": ["a", "b"])", given, "a\n").instead,
            "It printed one line; line 2, \"b\", is missing.");
  EXPECT_EQ(judged(R"("output": ["a"])", given, "").instead,
            "It printed nothing at all; line 1, \"a\", is missing.");
}

TEST(Output, ThatWouldSteerATerminalIsShownEscaped) {
  const Given given;
  EXPECT_THAT(judged(R"("output": ["a"])", given, "\x1b[2J\n").instead, HasSubstr("\\u001b[2J"));
}

}  // namespace
}  // namespace eyewall::exercise
