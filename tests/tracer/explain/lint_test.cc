// Rules of lint about what happens while the loop runs: a trace that has the fault, one that has
// not.
#include "explain/lint.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <functional>

#include "tracer/explain/timed.h"

namespace eyewall::explain {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST(BlockedLoop, IsACallbackOrHandlerThatRanForTooLong) {
  Timed timed;
  timed.at(0, R"("kind":"callback.begin","cb":1,"name":"quick")");
  timed.at(100, R"("kind":"callback.end","cb":1,"in":1)");
  timed.at(100, R"("kind":"callback.begin","cb":2,"name":"slow")");
  timed.at(201, R"("kind":"callback.end","cb":2,"in":3)");
  timed.at(300, R"("kind":"handler.begin","fd":7,"name":"h")");
  timed.at(401, R"("kind":"handler.end","fd":7,"in":5)");
  EXPECT_THAT(found(timed.trace()),
              ElementsAre("blocked-loop 3: The callback slow held the loop for 101.000 ms.",
                          "blocked-loop 5: The handler h of descriptor 7 held the loop for 101.000 "
                          "ms."));
  LintOptions strict;
  strict.blocked_ns = 99'000'000;
  EXPECT_EQ(lint(timed.trace(), strict).size(), 3U);
}

TEST(BlockedLoop, IsNotATaskOfAnotherThreadNorACallbackThatRunsALoopItself) {
  Timed timed;
  timed.at(0, R"("kind":"executor.begin","task":1,"thread":1)");
  timed.at(500, R"("kind":"executor.end","task":1,"thread":1,"in":1)");
  timed.at(500, R"("kind":"callback.begin","cb":2,"name":"nested")");
  timed.at(501, R"("kind":"loop.iteration","iteration":1,"in":3)");
  timed.at(901, R"("kind":"callback.end","cb":2,"in":3)");
  EXPECT_THAT(found(timed.trace()), IsEmpty());
}

TEST(BlockedLoop, IsToldOfACallbackThatNeverReturned) {
  Timed timed;
  timed.at(0, R"("kind":"callback.begin","cb":1,"name":"stuck")");
  timed.at(300, R"("kind":"print","text":"x","in":1)");
  EXPECT_THAT(found(timed.trace()),
              ElementsAre("blocked-loop 1: The callback stuck held the loop for 300.000 ms, and "
                          "had not returned when the trace ends."));
}

TEST(ClosedRegistered, IsACloseBeforeTheRemoval) {
  Given given;
  given.event("fd.add", R"("fd":7,"who":"conn1","events":["READ"])");
  given.event("fd.add", R"("fd":8,"who":"conn2","events":["READ"])");
  given.event("fd.remove", R"("fd":8,"who":"conn2")");
  given.event("sys.close", R"("fd":8,"result":0)");
  given.event("sys.close", R"("fd":9,"result":0)");
  given.event("callback.begin", R"("cb":1,"name":"f")");
  given.event("sys.close", R"("fd":7,"result":0)", 6);
  EXPECT_THAT(
      found(given),
      ElementsAre("closed-registered 7: Descriptor 7 (conn1) was closed, by the callback f, "
                  "while the loop watched it since step 1."));
}

TEST(ClosedRegistered, IsNotWhatALoopClosesThatIsClosedItself) {
  Given given;
  given.event("fd.add", R"("fd":6,"who":"waker1","events":["READ"])");
  given.event("fd.add", R"("fd":7,"who":"conn1","events":["READ"])");
  given.event("fd.remove", R"("fd":6,"who":"waker1")");
  given.event("sys.close", R"("fd":7,"result":0)");
  LintOptions only;
  only.only = {"closed-registered"};
  EXPECT_THAT(found(given, only), IsEmpty());
}

Given turns(int count, const std::function<void(Given&)>& in_each, int timeout_ns = 0) {
  Given given;
  for (int i = 0; i < count; ++i) {
    given.event("loop.iteration", R"("iteration":1)");
    in_each(given);
    given.event("poll.begin", R"("timeout_ns":)" + std::to_string(timeout_ns));
    given.event("poll.end", R"("ready":0)");
  }
  return given;
}

void again(Given& given, const char* name = "again") {
  const std::string named = R"("cb":1,"name":")" + std::string(name) + '"';
  const auto begin = given.event("callback.begin", named);
  given.event("callback.add", named, begin);
  given.event("callback.end", R"("cb":1)", begin);
}

TEST(BusyPoll, IsManyTurnsWithNothingToDo) {
  EXPECT_THAT(found(turns(50, [](Given&) {})),
              ElementsAre("busy-poll 3: Up to step 150 the loop polled 50 times without waiting, "
                          "and found nothing."));
  EXPECT_THAT(found(turns(49, [](Given&) {})), IsEmpty());
  EXPECT_THAT(found(turns(
                  60, [](Given&) {}, 1000)),
              IsEmpty());
}

TEST(BusyPoll, IsACallbackThatDoesNothingButScheduleItself) {
  EXPECT_THAT(found(turns(50, [](Given& given) { again(given); })),
              ElementsAre(HasSubstr("again does nothing but schedule itself again.")));
  EXPECT_THAT(found(turns(60,
                          [](Given& given) {
                            again(given);
                            given.event("print", R"("text":"work")");
                          })),
              IsEmpty());
}

TEST(StarvedTimer, IsToldWithWhatHeldTheLoopMeanwhile) {
  Timed timed;
  timed.at(0, R"("kind":"timer.add","timer":1,"name":"tick","deadline_ns":10000000)");
  timed.at(0, R"("kind":"callback.begin","cb":1,"name":"f")");
  timed.at(90, R"("kind":"callback.end","cb":1,"in":2)");
  timed.at(90, R"("kind":"callback.begin","cb":2,"name":"g")");
  timed.at(120, R"("kind":"callback.end","cb":2,"in":4)");
  timed.at(120, R"("kind":"timer.fire","timer":1,"name":"tick","delay_ns":110000000,"cause":1)");
  EXPECT_THAT(found(timed.trace()),
              ElementsAre("starved-timer 6: Timer 1 (tick) fired 110.000 ms late: the callback f "
                          "held the loop for 90.000 ms meanwhile, from step 2."));
  LintOptions patient;
  patient.late_ns = 110'000'000;
  EXPECT_THAT(found(timed.trace(), patient), IsEmpty());
}

void submit(Given& given, int turns, int a_turn, int done_a_turn) {
  int task = 0;
  int begun = 0;
  given.event("note", R"("text":"the worker","thread":1)");
  for (int turn = 0; turn < turns; ++turn) {
    const auto begin = given.event("callback.begin", R"("name":"f")");
    for (int i = 0; i < a_turn; ++i)
      given.event("executor.submit", R"("task":)" + std::to_string(++task), begin);
    given.event("callback.end", "", begin);
    for (int i = 0; i < done_a_turn && begun < task; ++i) {
      const std::string id = R"("thread":1,"task":)" + std::to_string(++begun);
      const auto run = given.event("executor.begin", id);
      given.event("executor.end", id, run);
    }
  }
}

TEST(GrowingQueue, IsOneThatGrowsOverManyTurns) {
  Given grows;
  submit(grows, 20, 2, 1);
  EXPECT_THAT(found(grows), ElementsAre(StartsWith("growing-queue 3: The executor's queue had "
                                                   "grown to 1")));
}

TEST(GrowingQueue, IsNotABurstNorOneThatIsKeptUpWith) {
  Given burst;
  submit(burst, 1, 100, 0);
  EXPECT_THAT(found(burst), IsEmpty());
  Given steady;
  submit(steady, 50, 3, 3);
  EXPECT_THAT(found(steady), IsEmpty());
  Given drains;
  submit(drains, 1, 100, 0);
  EXPECT_THAT(found(drains), IsEmpty());
}

TEST(Lint, FindsNothingInTheLessonNorInAnyOtherTraceThatIsHere) {
  std::vector<std::string> paths = {EYEWALL_SOURCE_DIR "/lessons/09_async_client/golden.jsonl"};
  for (const auto& file :
       std::filesystem::directory_iterator(EYEWALL_SOURCE_DIR "/tests/tracer/explain/data"))
    paths.push_back(file.path());
  for (const std::string& path : paths) EXPECT_THAT(found(read::Trace::load(path)), IsEmpty());
}

TEST(Lint, LooksOnlyForTheRulesThatAreAskedFor) {
  Given given;
  given.event("future.new", R"("future":1)");
  given.event("callback.add", R"("cb":1,"name":"f")");
  LintOptions only;
  only.only = {"never-ran"};
  EXPECT_THAT(found(given, only), ElementsAre(StartsWith("never-ran")));
  LintOptions allow;
  allow.allow = {"never-ran"};
  EXPECT_THAT(found(given, allow), ElementsAre(StartsWith("unresolved-future")));
  LintOptions wrong;
  wrong.allow = {"never-run"};
  try {
    lint(given.trace(), wrong);
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(), "no rule 'never-run'; did you mean never-ran?");
  }
}

TEST(Rules, EachSaysWhatItFindsWhyItMattersAndWhatToDo) {
  EXPECT_EQ(rules().size(), 10U);
  for (const Rule& rule : rules()) {
    EXPECT_FALSE(rule.what.empty()) << rule.id;
    EXPECT_TRUE(rule.why.ends_with('.')) << rule.id;
    EXPECT_TRUE(rule.fix.ends_with('.')) << rule.id;
  }
}

}  // namespace
}  // namespace eyewall::explain
