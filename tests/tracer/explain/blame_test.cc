#include "explain/blame.h"

#include <gmock/gmock.h>

#include "explain/spans.h"
#include "tracer/explain/timed.h"

namespace eyewall::explain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> waited(const Blame& blame) {
  std::vector<std::string> all;
  for (const Waited& each : blame.waited) {
    all.push_back(each.name + (each.at_most ? " <= " : " ") + std::to_string(each.ns / 1000000));
  }
  return all;
}

TEST(Blame, NamesTheCallbacksAndTimersThatCouldNotRunMeanwhile) {
  Timed timed;
  timed.at(0, R"("kind":"callback.add","cb":2,"name":"early")");
  timed.at(0, R"("kind":"timer.add","timer":1,"name":"tick","deadline_ns":30000000)");
  timed.at(0, R"("kind":"timer.add","timer":2,"name":"far","deadline_ns":900000000)");
  timed.at(10, R"("kind":"callback.begin","cb":1,"name":"slow")");
  timed.at(40, R"("kind":"callback.add","cb":3,"name":"late","in":4)");
  timed.at(110, R"("kind":"callback.end","cb":1,"in":4)");
  const auto blames = blame(timed.trace(), 0, 10);
  ASSERT_EQ(blames.size(), 1U);
  EXPECT_EQ(blames[0].seq, 4U);
  EXPECT_EQ(blames[0].name, "the callback slow");
  EXPECT_EQ(blames[0].ns, 100'000'000);
  EXPECT_THAT(waited(blames[0]),
              ElementsAre("callback 2 (early) 100", "timer 1 (tick) 80", "callback 3 (late) 70"));
}

TEST(Blame, NamesTheServersExchangeThatWasServedMeanwhile) {
  Timed timed;
  timed.at(0, R"("kind":"callback.begin","cb":1,"name":"on_headers")");
  timed.at(1, R"("kind":"http.receive","call":3,"stream":1,"method":"GET","url":"/sleep","in":1)");
  timed.at(90, R"("kind":"callback.end","cb":1,"in":1)");
  timed.at(90, R"("kind":"callback.begin","cb":2,"name":"other")");
  timed.at(91, R"("kind":"callback.end","cb":2,"in":4)");
  const auto blames = blame(timed.trace(), 0, 10);
  ASSERT_EQ(blames.size(), 2U);
  EXPECT_EQ(blames[0].served, "exchange 3 (GET /sleep)");
  EXPECT_EQ(blames[1].served, "");
}

TEST(Blame, NamesWhatThisPollFoundAndAtMostWhatTheNextOneFinds) {
  Timed timed;
  timed.at(0, R"("kind":"fd.add","fd":7,"events":["READ"])");
  timed.at(0, R"("kind":"fd.add","fd":8,"events":["READ"])");
  timed.at(0, R"("kind":"fd.add","fd":9,"events":["READ"])");
  timed.at(0, R"("kind":"poll.begin","timeout_ns":0)");
  timed.at(1, R"("kind":"poll.event","fd":7,"events":["READ"])");
  timed.at(2, R"("kind":"poll.event","fd":8,"events":["READ"])");
  timed.at(2, R"("kind":"poll.end","ready":2)");
  timed.at(5, R"("kind":"handler.begin","fd":7,"name":"h","cause":5)");
  timed.at(55, R"("kind":"handler.end","fd":7,"in":8)");
  timed.at(55, R"("kind":"handler.begin","fd":8,"name":"h","cause":6)");
  timed.at(55, R"("kind":"handler.end","fd":8,"in":10)");
  timed.at(55, R"("kind":"poll.begin","timeout_ns":0)");
  timed.at(55, R"("kind":"poll.event","fd":9,"events":["READ"])");
  timed.at(55, R"("kind":"poll.end","ready":1)");
  const auto blames = blame(timed.trace(), 1'000'000, 10);
  ASSERT_EQ(blames.size(), 1U);
  EXPECT_THAT(waited(blames[0]), ElementsAre("fd 8 50", "fd 9 <= 50"));
}

// A poll that waited found what came while it did.
TEST(Blame, LeavesOutWhatAPollHadToWaitFor) {
  Timed timed;
  timed.at(0, R"("kind":"fd.add","fd":9,"events":["READ"])");
  timed.at(5, R"("kind":"callback.begin","cb":1,"name":"f")");
  timed.at(55, R"("kind":"callback.end","cb":1,"in":2)");
  timed.at(55, R"("kind":"poll.begin","timeout_ns":9000000000)");
  timed.at(95, R"("kind":"poll.event","fd":9,"events":["READ"])");
  timed.at(95, R"("kind":"poll.end","ready":1)");
  EXPECT_THAT(blame(timed.trace(), 0, 10).at(0).waited, IsEmpty());
}

TEST(Blame, SaysWhatInsideTookMostOfIt) {
  Timed timed;
  timed.at(0, R"("kind":"callback.begin","cb":1,"name":"f")");
  timed.at(10, R"("kind":"call.begin","name":"short","in":1)");
  timed.at(20, R"("kind":"call.end","in":2)");
  timed.at(20, R"("kind":"call.begin","name":"long","in":1)");
  timed.at(21, R"("kind":"executor.begin","task":1,"name":"resolve","in":4)");
  timed.at(99, R"("kind":"executor.end","task":1,"in":5)");
  timed.at(100, R"("kind":"call.end","in":4)");
  timed.at(100, R"("kind":"callback.end","cb":1,"in":1)");
  const auto blames = blame(timed.trace(), 0, 10);
  ASSERT_EQ(blames.size(), 1U);
  EXPECT_EQ(blames[0].mostly, "the task resolve");
  EXPECT_EQ(blames[0].mostly_ns, 78'000'000);
}

TEST(Blame, HasTheLongestFirstAndNoMoreThanAsked) {
  Timed timed;
  for (int i = 0; i < 3; ++i) {
    const auto begin = timed.at(i * 100, R"("kind":"callback.begin","name":"f")");
    timed.at(i * 100 + 10 * i, R"("kind":"callback.end","in":)" + std::to_string(begin));
  }
  EXPECT_EQ(blame(timed.trace(), 0, 10).size(), 3U);
  EXPECT_EQ(blame(timed.trace(), 10'000'000, 10).size(), 2U);
  const auto blames = blame(timed.trace(), 0, 1);
  ASSERT_EQ(blames.size(), 1U);
  EXPECT_EQ(blames[0].seq, 5U);
}

TEST(Blame, OfOneThatNeverReturnedLastsToTheTracesEnd) {
  Timed timed;
  timed.at(0, R"("kind":"callback.add","cb":2,"name":"waits")");
  timed.at(0, R"("kind":"callback.begin","cb":1,"name":"stuck")");
  timed.at(70, R"("kind":"print","text":"x","in":2)");
  const auto blames = blame(timed.trace(), 0, 10);
  ASSERT_EQ(blames.size(), 1U);
  EXPECT_FALSE(blames[0].ended);
  EXPECT_EQ(blames[0].ns, 70'000'000);
  EXPECT_THAT(waited(blames[0]), ElementsAre("callback 2 (waits) 70"));
}

TEST(Spans, HaveTheTimeOfTheScopesInsideThemTakenOff) {
  Timed timed;
  timed.at(0, R"("kind":"callback.begin","name":"f")");
  timed.at(10, R"("kind":"call.begin","name":"g","in":1)");
  timed.at(20, R"("kind":"call.begin","name":"h","in":2)");
  timed.at(25, R"("kind":"call.end","in":3)");
  timed.at(30, R"("kind":"call.end","in":2)");
  timed.at(50, R"("kind":"callback.end","in":1)");
  const Spans spans(timed.trace());
  ASSERT_EQ(spans.all().size(), 3U);
  EXPECT_EQ(spans.of(1)->ns, 50'000'000);
  EXPECT_EQ(spans.of(1)->self_ns, 30'000'000);
  EXPECT_EQ(spans.of(2)->self_ns, 15'000'000);
  EXPECT_EQ(spans.of(3)->self_ns, 5'000'000);
  EXPECT_EQ(spans.of(4), nullptr);
}

TEST(Spans, ThatHaveNoEndLastToTheirThreadsLastEvent) {
  Timed timed;
  timed.at(0, R"("kind":"callback.begin","name":"f")");
  timed.at(5, R"("kind":"executor.begin","task":1,"thread":1)");
  timed.at(10, R"("kind":"print","text":"x","in":1)");
  timed.at(90, R"("kind":"print","text":"x","thread":1,"in":2)");
  const Spans spans(timed.trace());
  EXPECT_EQ(spans.of(1)->ns, 10'000'000);
  EXPECT_EQ(spans.of(2)->ns, 85'000'000);
  EXPECT_EQ(spans.of(1)->end, 0U);
}

TEST(Spans, OfATraceWhoseTimesGoBackAreNotNegative) {
  Timed timed;
  timed.at(50, R"("kind":"callback.begin","name":"f")");
  timed.at(10, R"("kind":"callback.end","in":1)");
  EXPECT_EQ(Spans(timed.trace()).of(1)->ns, 0);
}

}  // namespace
}  // namespace eyewall::explain
