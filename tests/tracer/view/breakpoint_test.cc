// Runs to breakpoints and watches, forwards and backwards.
#include <gmock/gmock.h>

#include <stdexcept>

#include "tracer/view/small.h"
#include "view/navigator.h"
#include "view/scan.h"

namespace eyewall::view {
namespace {

using testing::HasSubstr;
using testing::SizeIs;
using Why = Stop::Why;

class RunTest : public testing::Test {
 protected:
  read::Trace trace_ = small_trace();
  Navigator at_{trace_};
};

TEST_F(RunTest, RunsToTheEndsWhereNothingStopsIt) {
  EXPECT_EQ(at_.run(Way::forward).why, Why::end);
  EXPECT_EQ(at_.at(), 22U);
  EXPECT_EQ(at_.run(Way::back).why, Why::start);
  EXPECT_EQ(at_.at(), 1U);
}

TEST_F(RunTest, StopsAtABreakpointAndCountsIt) {
  const unsigned number = at_.breakpoints().add("callback.begin").number;
  const Stop stop = at_.run(Way::forward);
  EXPECT_EQ(stop.why, Why::breakpoint);
  EXPECT_EQ(stop.at, 6U);
  ASSERT_THAT(stop.hits, SizeIs(1));
  EXPECT_EQ(stop.hits[0].number, number);
  EXPECT_EQ(stop.text, "Breakpoint 1: callback.begin.");
  EXPECT_EQ(at_.run(Way::forward).at, 17U);
  EXPECT_EQ(at_.run(Way::forward).why, Why::end);
  EXPECT_EQ(at_.breakpoints().find(number)->hits, 2U);
}

TEST_F(RunTest, StopsBackwardsAtTheSameEvents) {
  at_.breakpoints().add("callback.begin");
  at_.go("end");
  EXPECT_EQ(at_.run(Way::back).at, 17U);
  EXPECT_EQ(at_.run(Way::back).at, 6U);
  EXPECT_EQ(at_.run(Way::back).at, 1U);
}

TEST_F(RunTest, TakesACountOfStops) {
  at_.breakpoints().add("callback.begin|callback.end");
  EXPECT_EQ(at_.run(Way::forward, 3).at, 17U);
  EXPECT_EQ(at_.run(Way::back, 2).at, 6U);
}

TEST_F(RunTest, StopsAtALevelThatIsNotShown) {
  at_.set_level(trace::Level::coroutine);
  at_.breakpoints().add("sys.call");
  EXPECT_EQ(at_.run(Way::forward).at, 15U);
}

TEST_F(RunTest, ForgetsATemporaryBreakpointOnceItIsHit) {
  at_.breakpoints().add("callback.begin", true);
  EXPECT_EQ(at_.run(Way::forward).text, "Temporary breakpoint 1: callback.begin.");
  EXPECT_THAT(at_.breakpoints().all(), testing::IsEmpty());
  EXPECT_EQ(at_.run(Way::forward).why, Why::end);
}

TEST_F(RunTest, HeedsConditions) {
  const unsigned number = at_.breakpoints().add("callback.begin").number;
  at_.breakpoints().condition(number, "turn == 2");
  EXPECT_EQ(at_.run(Way::forward).at, 17U);
  at_.breakpoints().condition(number, "");
  EXPECT_EQ(at_.run(Way::back).at, 6U);
}

TEST_F(RunTest, PassesOverWhatIsDisabled) {
  const unsigned number = at_.breakpoints().add("callback.begin").number;
  const unsigned watch = at_.breakpoints().watch("ready").number;
  at_.breakpoints().enable(number, false);
  at_.breakpoints().enable(watch, false);
  EXPECT_EQ(at_.run(Way::forward).why, Why::end);
}

TEST_F(RunTest, StopsWhereAWatchedValueChanges) {
  at_.breakpoints().watch("ready");
  Stop stop = at_.run(Way::forward);
  EXPECT_EQ(stop.at, 3U);
  EXPECT_EQ(stop.text, "Watch 1: ready went from 0 to 1.");
  EXPECT_EQ(at_.run(Way::forward).at, 6U);
  EXPECT_EQ(at_.run(Way::forward).at, 11U);
  stop = at_.run(Way::back);
  EXPECT_EQ(stop.at, 6U);
  EXPECT_EQ(stop.hits[0].before, Reading::of(1));
  EXPECT_EQ(stop.hits[0].after, Reading::of(0));
}

TEST_F(RunTest, SaysAllThatIsHitAtOnce) {
  at_.breakpoints().add("callback.begin");
  at_.breakpoints().watch("ready");
  EXPECT_EQ(at_.run(Way::forward, 2).text,
            "Breakpoint 1: callback.begin. Watch 2: ready went from 1 to 0.");
}

TEST_F(RunTest, RunsUntilAPatternOrAPlace) {
  EXPECT_EQ(at_.until(Way::forward, "print").at, 10U);
  EXPECT_EQ(at_.until(Way::back, "gen.new").at, 7U);
  EXPECT_EQ(at_.until(Way::forward, "12").at, 12U);
  EXPECT_EQ(at_.until(Way::forward, "+2").why, Why::moved);
  EXPECT_THROW(at_.until(Way::forward, "3"), std::invalid_argument);
  EXPECT_THROW(at_.until(Way::forward, "nothing.such"), std::invalid_argument);
  EXPECT_EQ(at_.at(), 14U);
  at_.breakpoints().add("gen.send");
  EXPECT_EQ(at_.until(Way::forward, "end").why, Why::breakpoint);
  EXPECT_EQ(at_.at(), 20U);
  const Stop stop = at_.until(Way::forward, "print");
  EXPECT_EQ(stop.why, Why::end);
  EXPECT_THAT(stop.text, HasSubstr("No such event follows"));
}

TEST_F(RunTest, FindsTheLastChangeOfAValue) {
  at_.go("end");
  Stop stop = at_.last_change("future 1");
  EXPECT_EQ(stop.at, 18U);
  EXPECT_EQ(stop.text, "future 1 went from pending to done here.");
  EXPECT_EQ(at_.last_change("future 1").text, "future 1 went from pending to done right here.");
  at_.step(Way::back);
  EXPECT_EQ(at_.last_change("future 1").at, 2U) << "where it was made";
  stop = at_.last_change("timer 7");
  EXPECT_EQ(stop.why, Why::nothing);
  EXPECT_EQ(stop.text, "timer 7 has been none since the start.");
}

TEST_F(RunTest, EndsWhenItIsInterrupted) {
  std::atomic<bool> flag = true;
  at_.interrupt_with(&flag);
  EXPECT_EQ(at_.run(Way::forward).why, Why::interrupted);
  flag = false;
  EXPECT_EQ(at_.run(Way::forward).why, Why::end);
}

TEST_F(RunTest, RefusesWhatItCannotRead) {
  EXPECT_THROW(at_.breakpoints().add("no.such"), std::invalid_argument);
  EXPECT_THROW(at_.breakpoints().add("first print"), std::invalid_argument);
  EXPECT_THROW(at_.breakpoints().watch("nonsense"), std::invalid_argument);
  EXPECT_THROW(at_.breakpoints().remove(1), std::invalid_argument);
  EXPECT_THAT(at_.breakpoints().all(), testing::IsEmpty());
}

TEST_F(RunTest, GivesAPatternForTheEventWhereItStands) {
  const auto here = [&](Seq seq) {
    at_.go(seq);
    return at_.pattern_here();
  };
  EXPECT_EQ(here(6), "callback.begin:name=on_a");
  EXPECT_EQ(here(12), "gen.yield:gen=1");
  EXPECT_EQ(here(18), "future.resolve");
  for (Seq seq = 1; seq <= at_.last(); ++seq) {
    EXPECT_TRUE(lone_pattern(here(seq)).matches(trace_, at_.event())) << seq;
  }
}

// A long trace, so that a run goes through many stretches: a callback is added and run, over and
// over.
TEST(LongRun, StopsAtTheSameChangesForwardsAndBackwards) {
  std::string text = "{\"eyewall\":1}\n";
  constexpr int kEvents = 5000;
  for (int i = 1; i <= kEvents; ++i) {
    const bool adds = i % 700 < 350;
    text += "{\"seq\":" + std::to_string(i) + ",\"t\":1,\"kind\":\"" +
            (i % 350 != 0 ? "note\",\"text\":\"x"
             : adds       ? "callback.add\",\"cb\":1,\"name\":\"f"
                          : "callback.begin\",\"cb\":1,\"name\":\"f") +
            "\"}\n";
  }
  const read::Trace trace = read::Trace::parse(text);
  Navigator at(trace);
  at.breakpoints().watch("ready");
  std::vector<Seq> there;
  while (at.run(Way::forward).why == Why::breakpoint) there.push_back(at.at());
  std::vector<Seq> back;
  while (at.run(Way::back).why == Why::breakpoint) back.push_back(at.at());
  std::reverse(back.begin(), back.end());
  EXPECT_EQ(there, back);
  EXPECT_THAT(there, SizeIs(13)) << "one every 350 events, but for the first: nothing waits there";
}

}  // namespace
}  // namespace eyewall::view
