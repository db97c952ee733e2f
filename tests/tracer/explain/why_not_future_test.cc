// Why not: futures, coroutines, tasks.
#include <gmock/gmock.h>

#include "tracer/explain/asked.h"

namespace eyewall::explain {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(WhyNotFuture, NamesTheStreamThatWouldSetIt) {
  Given given;
  given.event("stream.new", R"("stream":1,"fd":9)");
  given.event("fd.add", R"("fd":9,"events":["READ"])");
  given.event("loop.start");
  given.event("callback.begin", R"("name":"f")");
  given.event("future.new", R"("future":5)", 4);
  given.event("stream.want", R"("stream":1,"how":"delimiter","pattern":"\n","name":"g")", 4);
  EXPECT_THAT(asked(given, "future 5"),
              ElementsAre("Future 5 is pending: nobody has set it.",
                          "The stream that would has been waiting for READ on fd 9 since step 6."));
}

TEST(WhyNotFuture, OfTheLessonSaysWhatItWaitsForAtEachPoint) {
  EXPECT_THAT(asked_of_lesson(36, "future 2"),
              Contains("The callback that would, on_resolve, has been queued since step 26."));
  EXPECT_THAT(
      asked_of_lesson(48, "future 2"),
      Contains("The stream that would has been waiting for WRITE on fd 7, to be connected, since "
               "step 43."));
  EXPECT_THAT(asked_of_lesson(70, "future 2"),
              Contains("The callback that would, on_connect, has been running since step 67."));
  EXPECT_THAT(asked_of_lesson(79, "future 2"),
              Contains("The stream that would has been waiting for READ on fd 7 since step 75."));
  EXPECT_THAT(asked_of_lesson(153, "future 2"),
              ElementsAre("Future 2 is done: it got its result at step 153, in the callback "
                          "handle_response."));
}

TEST(WhyNotFuture, OfACoroutineFollowsItsAwaitChain) {
  const auto texts = asked_of_lesson(99, "future 1");
  ASSERT_GE(texts.size(), 5U);
  EXPECT_EQ(texts[1], "It is the result of coroutine 1 (download).");
  EXPECT_EQ(texts[2],
            "Coroutine 1 (download) has been suspended since step 29: it waits for future 2.");
  EXPECT_EQ(texts[3], "Future 2 is pending: nobody has set it.");
  EXPECT_EQ(texts[4], "The stream that would has been waiting for READ on fd 7 since step 96.");
}

TEST(WhyNotFuture, ThatIsSetLeavesTheCallbackThatResumes) {
  const auto texts = asked_of_lesson(157, "coroutine 1");
  EXPECT_THAT(texts, Contains(StartsWith("Future 2 is done")));
  EXPECT_EQ(texts.back(),
            "The callback that will resume it, inner, has been queued since step "
            "155.");
}

TEST(WhyNotFuture, OfATaskSaysWhoHasTheThread) {
  Given given;
  given.event("future.new", R"("future":1)");
  given.event("executor.submit", R"("task":1,"name":"slow","future":1)");
  given.event("future.new", R"("future":2)");
  given.event("executor.submit", R"("task":2,"name":"next","future":2)");
  given.event("executor.begin", R"("task":1,"name":"slow","cause":2,"thread":1)");
  EXPECT_THAT(
      asked(given, "future 2"),
      ElementsAre("Future 2 is pending: nobody has set it.", "It is the result of task 2 (next).",
                  "Task 2 (next) has been waiting for a thread since step 4.",
                  "Thread 1 is busy with task 1 (slow) since step 5.",
                          "The loop has not been started."));
  EXPECT_THAT(asked(given, "task 1"),
              ElementsAre("Task 1 (slow) has been running on thread 1 since step 5."));
}

TEST(WhyNotFuture, OfATimerSaysWhenItIsDue) {
  Given given;
  given.event("loop.start");
  given.event("callback.begin", R"("name":"f")");
  given.event("future.new", R"("future":1)", 2);
  given.event("timer.add", R"("timer":1,"name":"sleep","deadline_ns":2004000)", 2);
  EXPECT_THAT(
      asked(given, "future 1"),
      ElementsAre("Future 1 is pending: nobody has set it.",
                  "The timer that would, sleep, has been pending since step 4: it is due in "
                  "2.000 ms."));
}

TEST(WhyNotFuture, IsNotConfusedByWhatWasSetGoingForAnother) {
  Given given;
  given.event("loop.start");
  given.event("callback.begin", R"("name":"f")");
  given.event("future.new", R"("future":1)", 2);
  given.event("timer.add", R"("timer":1,"name":"one","deadline_ns":2004000)", 2);
  given.event("future.new", R"("future":2)", 2);
  given.event("timer.add", R"("timer":2,"name":"two","deadline_ns":2004000)", 2);
  EXPECT_THAT(asked(given, "future 1"), Each(Not(HasSubstr("two"))));
  EXPECT_THAT(asked(given, "future 2"), Contains(HasSubstr("that would, two,")));
}

// What was made before the future may still be what sets it: then it is only said to be there.
TEST(WhyNotFuture, LooksAroundWhereNothingWasSetGoingBesideIt) {
  Given given;
  given.event("loop.start");
  given.event("callback.begin", R"("name":"f")");
  given.event("timer.add", R"("timer":1,"name":"one","deadline_ns":2004000)", 2);
  given.event("future.new", R"("future":1)", 2);
  EXPECT_THAT(asked(given, "future 1"),
              Contains(StartsWith("Timer 1 (one) has been pending since step 3")));
}

TEST(WhyNotFuture, ThatNothingIsOutstandingForIsLeftToWhoeverHasIt) {
  Given given;
  given.event("future.new", R"("future":1)");
  EXPECT_THAT(asked(given, "future 1"),
              Contains(StartsWith("Nothing that was set going where it was made is outstanding")));
}

TEST(WhyNotFuture, ThatFollowsAnotherNamesThatOne) {
  Given given;
  given.event("loop.start");
  given.event("future.new", R"("future":1)");
  given.event("callback.begin", R"("name":"f")");
  given.event("future.new", R"("future":2)", 3);
  given.event("future.then", R"("future":1,"name":"on_future","done":false)", 3);
  const auto texts = asked(given, "future 2");
  EXPECT_THAT(texts, Contains("Future 1 is pending: nobody has set it."));
}

TEST(WhyNotFuture, ThatFailedSaysHowAndWhetherAnybodyLooked) {
  Given given;
  given.event("future.new", R"("future":1)");
  given.event("future.reject", R"("future":1,"type":"E","error":"no luck")");
  given.event("future.lost", R"("future":1,"type":"E","error":"no luck")");
  EXPECT_THAT(asked(given, "future 1"),
              ElementsAre("Future 1 is done: it got an exception, no luck, at step 2.",
                          "Nobody has looked at that exception."));
}

TEST(WhyNotFuture, SaysThatTheLoopHasStopped) {
  Given given;
  given.event("future.new", R"("future":1)");
  given.event("loop.start");
  given.event("loop.iteration", R"("iteration":1,"callbacks":0)");
  given.event("loop.end");
  EXPECT_EQ(asked(given, "future 1").back(),
            "The loop has stopped at step 4: it brings nothing any more.");
}

// Two coroutines that wait for each other's result.
TEST(WhyNotFuture, FindsACircleAndEnds) {
  Given given;
  for (const char* id : {"1", "2"}) {
    const std::string n = id;
    const std::string other = n == "1" ? "2" : "1";
    given.event("future.new", R"("future":)" + n);
    given.event("gen.new", R"("name":"g","gen":)" + n);
    given.event("runner.new", R"("runner":)" + n + R"(,"gen":)" + n + R"(,"future":)" + n);
    given.event("gen.yield", R"("gen":)" + n);
    given.event("runner.yielded",
                R"("point":"YieldFuture","runner":)" + n + R"(,"future":)" + other);
  }
  const auto texts = asked(given, "future 1");
  EXPECT_THAT(texts, Contains("That is future 1 again: they wait for one another, for ever."));
  EXPECT_LT(texts.size(), 10U);
}

TEST(WhyNotCoroutine, ThatWaitsForKeysTellsOfEach) {
  Given given;
  given.event("gen.new", R"("gen":1,"name":"g")");
  given.event("runner.new", R"("runner":1,"gen":1)");
  given.event("future.new", R"("future":7)");
  given.event("gen.yield", R"("gen":1)");
  given.event("runner.yielded", R"("runner":1,"point":"Multi")");
  given.event("runner.register", R"("runner":1,"key":"#1","future":7)");
  given.event("runner.register", R"("runner":1,"key":"#2")");
  given.event("timer.add", R"("timer":1,"name":"late","deadline_ns":2000000)");
  EXPECT_THAT(asked(given, "coroutine 1"),
              AllOf(Contains("Coroutine 1 (g) has been suspended since step 4: it waits for a "
                             "Multi."),
                    Contains("Its key #1 has been pending since step 6."),
                    Contains("Future 7 is pending: nobody has set it."),
                    Contains("Its key #2 has been pending since step 7."),
                    Contains(StartsWith("The timer that would, late,"))));
}

TEST(WhyNotCoroutine, SaysHowItEnded) {
  for (const auto& [kind, said] : std::map<std::string, std::string>{
           {"gen.return", "Coroutine 1 (g) is done: it returned at step 2."},
           {"gen.raise", "Coroutine 1 (g) is done: an exception ended it at step 2."},
           {"gen.close",
            "Coroutine 1 (g) was destroyed at step 2, before its end: nobody was left "
            "who could resume it."}}) {
    Given given;
    given.event("gen.new", R"("gen":1,"name":"g")");
    given.event(kind, R"("gen":1)");
    EXPECT_THAT(asked(given, "coroutine 1"), ElementsAre(said));
  }
  Given given;
  given.event("gen.new", R"("gen":1,"name":"g")");
  EXPECT_THAT(asked(given, "gen 1"),
              ElementsAre("Coroutine 1 (g) was made at step 1, and nobody has run it yet."));
}

}  // namespace
}  // namespace eyewall::explain
