#include "explain/order.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tracer/explain/given.h"

namespace eyewall::explain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Lines = std::vector<std::string>;

// Immediate repeats count once: Python's lines repeat where ours do not need to.
Lines once(Lines lines) {
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

TEST(Order, IsTheGoldenEventsForEachClientScenario) {
  for (const auto& scenario : golden("client.jsonl")) {
    const std::string name = scenario["scenario"];
    EXPECT_EQ(order(given_trace(name)), scenario["events"].get<Lines>()) << name;
  }
}

TEST(Order, WithStepsIsTheGoldenOrderForEachClientScenario) {
  for (const auto& scenario : golden("client.jsonl")) {
    const std::string name = scenario["scenario"];
    EXPECT_EQ(order(given_trace(name), {.names = false, .steps = true}),
              once(scenario["order"].get<Lines>()))
        << name;
  }
}

TEST(Order, ItsStepsAreTheGoldenStepsForEachClientScenario) {
  for (const auto& scenario : golden("client.jsonl")) {
    const std::string name = scenario["scenario"];
    Lines steps;
    for (const std::string& line : order(given_trace(name), {.names = false, .steps = true})) {
      if (line.starts_with("step ")) steps.push_back(line.substr(5));
    }
    EXPECT_EQ(once(steps), once(scenario["steps"].get<Lines>())) << name;
  }
}

TEST(Order, WithNamesIsTheGoldenEventsForEachServerScenario) {
  for (const auto& scenario : golden("server.jsonl")) {
    const std::string name = scenario["scenario"];
    EXPECT_EQ(order(given_trace(name), {.names = true, .steps = false}),
              scenario["events"].get<Lines>())
        << name;
  }
}

TEST(Order, OfAnEmptyTraceIsEmpty) {
  EXPECT_THAT(order(Given().trace()), IsEmpty());
  EXPECT_THAT(order(Given().trace(), {.names = true, .steps = true}), IsEmpty());
}

TEST(Order, TellsAPollThatDidNotWaitFromOneThatWaitedInVain) {
  Given given;
  given.event("poll.end", R"("ready":0,"timeout_ns":0)");
  given.event("poll.end", R"("ready":0,"timeout_ns":5000)");
  given.event("poll.end", R"("ready":0,"timeout_ns":-1)");
  given.event("poll.end", R"("ready":2,"timeout_ns":0)");
  EXPECT_THAT(order(given.trace()), ElementsAre("poll -", "poll nothing", "poll nothing"));
}

TEST(Order, ATimersCallbackIsRunLikeAnyOther) {
  Given given;
  given.event("timer.add", R"("timer":1,"name":"on_timeout")");
  given.event("timer.fire", R"("timer":1,"name":"on_timeout")");
  given.event("callback.begin", R"("timer":1,"name":"on_timeout")");
  EXPECT_THAT(order(given.trace()), ElementsAre("timer.add on_timeout", "callback.run on_timeout"));
}

TEST(Order, LeavesOutTheWakerAndListeningSocketsThemselves) {
  Given given;
  given.event("fd.add", R"("fd":3,"who":"waker1","events":["READ","ERR","HUP"])");
  given.event("fd.add", R"("fd":4,"who":"listen1","events":["READ","ERR","HUP"])");
  given.event("poll.event", R"("fd":3,"who":"waker1","events":["READ"])");
  given.event("fd.remove", R"("fd":4,"who":"listen1")");
  given.event("fd.remove", R"("fd":3,"who":"waker1")");
  EXPECT_THAT(order(given.trace()), ElementsAre("poll waker"));
}

TEST(Order, NumbersConnectionsByAppearanceAndKeepsOtherNames) {
  Given given;
  given.event("poll.event", R"("fd":4,"who":"listen2","events":["READ"])");
  given.event("fd.add", R"("fd":9,"who":"conn5","events":["READ","ERR","HUP"])");
  given.event("fd.add", R"("fd":8,"who":"conn3","events":["WRITE"])");
  given.event("poll.event", R"("fd":9,"who":"conn5","events":["READ","HUP"])");
  given.event("fd.remove", R"("fd":8,"who":"conn3")");
  given.event("fd.modify", R"("fd":5,"who":"pipe1","events":["READ"])");
  given.event("fd.modify", R"("fd":6,"events":["READ"])");
  EXPECT_THAT(
      order(given.trace(), {.names = true, .steps = false}),
      ElementsAre("poll listen READ", "fd.add conn0 READ|ERR|HUP", "fd.add conn1 WRITE",
                  "poll conn0 READ|HUP", "fd.del conn1", "fd.mod pipe1 READ", "fd.mod fd6 READ"));
}

TEST(Order, OfAServerBeginsWithItsFirstConnectionAndNamesItsDescriptors) {
  Given given;
  given.event("net.listen", R"("fd":4,"who":"listen1","address":"0.0.0.0:1")");
  given.event("timer.add", R"("timer":1,"name":"periodic_callback")");
  given.event("poll.end", R"("ready":0,"timeout_ns":5000)");
  given.event("poll.event", R"("fd":4,"who":"listen1","events":["READ"])");
  given.event("stream.new", R"("stream":1,"fd":7)");
  given.event("stream.new", R"("stream":2,"fd":8)");
  given.event("fd.add", R"("fd":8,"who":"conn2","events":["READ"])");
  given.event("fd.add", R"("fd":7,"who":"conn1","events":["READ"])");
  given.event("fd.remove", R"("fd":8,"who":"conn2")");
  EXPECT_THAT(order(given.trace()), ElementsAre("poll listen READ", "fd.add conn1 READ",
                                                "fd.add conn0 READ", "fd.del conn1"));
  EXPECT_EQ(order(given.trace(), {.names = false, .steps = true}).front(),
            "timer.add periodic_callback");
}

TEST(Order, OfAServerToWhichNobodyComesIsEmpty) {
  Given given;
  given.event("net.listen", R"("fd":4,"who":"listen1","address":"0.0.0.0:1")");
  given.event("timer.add", R"("timer":1,"name":"periodic_callback")");
  EXPECT_THAT(order(given.trace()), IsEmpty());
}

TEST(Order, EndsWhereTheLoopEndsForTheLastTime) {
  Given given;
  given.event("callback.add", R"("name":"a")");
  given.event("loop.end");
  given.event("callback.add", R"("name":"b")");
  given.event("loop.end");
  given.event("callback.add", R"("name":"c")");
  EXPECT_THAT(order(given.trace()), ElementsAre("callback.add a", "callback.add b"));
}

TEST(Order, OfATraceThatWasCutOffGoesToItsLastEvent) {
  Given given;
  given.event("loop.start");
  given.event("callback.add", R"("name":"a")");
  EXPECT_THAT(order(given.trace(), {.names = false, .steps = true}),
              ElementsAre("step 18", "callback.add a"));
}

}  // namespace
}  // namespace eyewall::explain
