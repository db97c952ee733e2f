// Where each move goes, on a trace whose every event is known.
#include "view/navigator.h"

#include <gmock/gmock.h>

#include <stdexcept>

#include "tracer/view/small.h"

namespace eyewall::view {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Why = Stop::Why;

class NavigatorTest : public testing::Test {
 protected:
  // Where a move from `seq` ends.
  template <class Move>
  Stop from(Seq seq, Move move) {
    at_.go(seq);
    return move();
  }
  Seq next(Seq seq, Way way = Way::forward) {
    return from(seq, [&] { return at_.next(way); }).at;
  }
  Seq finish(Seq seq, Way way = Way::forward) {
    return from(seq, [&] { return at_.finish(way); }).at;
  }

  read::Trace trace_ = small_trace();
  Navigator at_{trace_};
};

TEST_F(NavigatorTest, StandsAtTheFirstEvent) {
  EXPECT_EQ(at_.at(), 1U);
  EXPECT_EQ(at_.state().seq(), 1U);
  EXPECT_EQ(at_.percent(), 4U);
}

TEST_F(NavigatorTest, StepsBothWaysAndStopsAtTheEnds) {
  EXPECT_EQ(at_.step(Way::forward, 4).at, 5U);
  EXPECT_EQ(at_.step(Way::back, 2).at, 3U);
  EXPECT_EQ(at_.step(Way::forward, ~std::uint64_t{0}).why, Why::end);
  EXPECT_EQ(at_.at(), 22U);
  EXPECT_EQ(at_.percent(), 100U);
  const Stop stop = at_.step(Way::back, 99);
  EXPECT_EQ(stop.why, Why::start);
  EXPECT_EQ(stop.from, 22U);
  EXPECT_EQ(stop.at, 1U);
}

TEST_F(NavigatorTest, EveryStepBackAfterAStepForwardIsWhereItWas) {
  for (Seq seq = 1; seq < at_.last(); ++seq) {
    at_.go(seq);
    at_.step(Way::forward);
    EXPECT_EQ(at_.step(Way::back).at, seq);
  }
}

TEST_F(NavigatorTest, PassesOverWhatIsFinerThanTheLevel) {
  at_.set_level(trace::Level::loop);
  EXPECT_EQ(from(14, [&] { return at_.step(Way::forward); }).at, 16U) << "15 is a system call";
  at_.set_level(trace::Level::coroutine);
  EXPECT_EQ(from(4, [&] { return at_.step(Way::forward); }).at, 7U);
  EXPECT_EQ(from(7, [&] { return at_.step(Way::back); }).at, 4U);
}

TEST_F(NavigatorTest, KeepsThePlaceWhenTheLevelChanges) {
  at_.go(15);
  at_.set_level(trace::Level::coroutine);
  EXPECT_EQ(at_.at(), 15U);
}

TEST_F(NavigatorTest, FollowsACoroutineThroughItsSuspension) {
  EXPECT_EQ(next(9), 10U);
  EXPECT_EQ(next(12), 13U) << "its runner's";
  EXPECT_EQ(next(13), 20U) << "over what the loop does meanwhile";
  EXPECT_EQ(next(20, Way::back), 13U);
}

TEST_F(NavigatorTest, FollowsACallbackOverTheCoroutineThatRunsInIt) {
  EXPECT_EQ(next(6), 14U);
  EXPECT_EQ(next(14, Way::back), 6U);
  EXPECT_EQ(next(17), 18U);
}

TEST_F(NavigatorTest, FollowsTheLoopOverItsCallbacks) {
  EXPECT_EQ(next(5), 15U);
  EXPECT_EQ(next(15), 16U);
}

TEST_F(NavigatorTest, StepsAndSaysSoWhenACallbackHasNoFurtherEvent) {
  const Stop stop = from(19, [&] { return at_.next(Way::forward, 5); });
  EXPECT_EQ(stop.at, 20U) << "a count goes no further than that";
  EXPECT_EQ(stop.text, "Callback 2, on_b, has no further event; this is what happens next.");
}

TEST_F(NavigatorTest, FinishesTheScopeThatItStandsIn) {
  EXPECT_EQ(finish(10), 12U) << "the yield ends the send";
  EXPECT_EQ(finish(9), 12U) << "at a begin, what it begins";
  EXPECT_EQ(finish(12), 14U) << "at an end, what is around it";
  EXPECT_EQ(finish(10, Way::back), 9U);
  EXPECT_EQ(finish(9, Way::back), 6U);
  EXPECT_EQ(finish(12, Way::back), 9U) << "an end and its begin are a pair";
  const Stop outside = from(5, [&] { return at_.finish(Way::forward); });
  EXPECT_EQ(outside.why, Why::nothing);
  EXPECT_THAT(outside.text, HasSubstr("Nothing encloses this event"));
}

TEST_F(NavigatorTest, FinishesAsOftenAsAsked) {
  EXPECT_EQ(from(10, [&] { return at_.finish(Way::forward, 2); }).at, 14U);
}

TEST(Navigator, LeavesAScopeThatHasNoEnd) {
  const read::Trace trace = read::Trace::parse(
      "{\"eyewall\":1}\n{\"seq\":1,\"t\":1,\"kind\":\"call.begin\",\"name\":\"f\"}\n"
      "{\"seq\":2,\"t\":2,\"kind\":\"print\",\"text\":\"x\",\"in\":1}\n"
      "{\"seq\":3,\"t\":3,\"kind\":\"note\",\"text\":\"another thread\",\"thread\":1}\n"
      "{\"seq\":4,\"t\":4,\"kind\":\"print\",\"text\":\"y\"}\n");
  Navigator at(trace);
  const Stop stop = at.finish(Way::forward);
  EXPECT_EQ(stop.at, 4U);
  EXPECT_THAT(stop.text, HasSubstr("Nothing says how what began at event 1 ended"));
}

TEST_F(NavigatorTest, GoesFromTurnToTurn) {
  EXPECT_EQ(at_.iter(Way::forward).at, 5U);
  EXPECT_EQ(at_.iter(Way::forward).at, 16U);
  EXPECT_EQ(at_.iter(Way::forward).text, "The loop makes no further turn.");
  EXPECT_EQ(from(19, [&] { return at_.iter(Way::back); }).at, 16U);
  EXPECT_EQ(at_.iter(Way::back).at, 5U);
  at_.set_level(trace::Level::coroutine);
  EXPECT_EQ(from(6, [&] { return at_.iter(Way::forward); }).at, 16U) << "at any level of detail";
}

TEST_F(NavigatorTest, GoesToEveryKindOfPlace) {
  EXPECT_EQ(at_.go("17").at, 17U);
  EXPECT_EQ(at_.go("+3").at, 20U);
  EXPECT_EQ(at_.go("-10").at, 10U);
  EXPECT_EQ(at_.go("+99999999999").at, 22U);
  EXPECT_EQ(at_.go("-99999999999").at, 1U);
  EXPECT_EQ(at_.go("end").at, 22U);
  EXPECT_EQ(at_.go("start").at, 1U);
  EXPECT_EQ(at_.go("50%").at, 11U);
  EXPECT_EQ(at_.go("100%").at, 22U);
  EXPECT_EQ(at_.go("0%").at, 1U);
  EXPECT_EQ(at_.go("@12.5ms").at, 12U) << "what had happened by then";
  EXPECT_EQ(at_.go("@12500us").at, 12U);
  EXPECT_EQ(at_.go("@1s").at, 22U);
  EXPECT_EQ(at_.go("@0").at, 1U);
  at_.notebook().mark("here", 9);
  EXPECT_EQ(at_.go("#here").at, 9U);
}

TEST_F(NavigatorTest, RefusesAPlaceThatIsNone) {
  for (const char* wrong : {"0", "23", "", "x", "5x", "-", "101%", "%", "@", "@5h", "@x", "#gone",
                            "99999999999999999999", "1.5"}) {
    EXPECT_THROW(at_.go(std::string_view(wrong)), std::invalid_argument) << wrong;
  }
  EXPECT_EQ(at_.at(), 1U) << "it stays";
}

TEST_F(NavigatorTest, GoesThroughThePlacesVisited) {
  at_.go(9);
  at_.step(Way::forward, 3);
  EXPECT_EQ(at_.back().at, 9U);
  EXPECT_EQ(at_.back().at, 1U);
  EXPECT_EQ(at_.back().why, Why::nothing);
  EXPECT_EQ(at_.forward(2).at, 12U);
  EXPECT_EQ(at_.forward().why, Why::nothing);
  at_.back(2);
  at_.go(20);
  EXPECT_EQ(at_.forward().why, Why::nothing) << "a new way forgets the old one";
  EXPECT_EQ(at_.back().at, 1U);
}

TEST_F(NavigatorTest, FollowsArrowsBothWays) {
  at_.go(3);
  EXPECT_THAT(at_.effects(3), ElementsAre(6U, 18U));
  EXPECT_EQ(at_.effect().at, 6U);
  EXPECT_EQ(at_.cause().at, 3U);
  EXPECT_EQ(at_.effect(2).at, 18U);
  at_.go(3);
  EXPECT_THROW(at_.effect(3), std::invalid_argument);
  EXPECT_EQ(from(22, [&] { return at_.effect(); }).text, "This event caused no other.");
  EXPECT_EQ(from(4, [&] { return at_.cause(); }).text, "No other event caused this one.");
  EXPECT_THAT(from(10, [&] { return at_.cause(); }).text, HasSubstr("happened inside event 9"));
}

TEST_F(NavigatorTest, FindsTextAndPatternsBothWays) {
  EXPECT_EQ(at_.find(Way::forward, Query("hello")).at, 10U) << "small letters stand for both";
  EXPECT_EQ(at_.find(Way::forward, Query("hello")).why, Why::nothing);
  EXPECT_EQ(at_.find(Way::back, Query("HELLO")).why, Why::nothing);
  EXPECT_EQ(at_.find(Way::back, Query("small.cc:3")).at, 3U);
  EXPECT_EQ(at_.find(Way::forward, Query("callback.begin name=on_b")).at, 17U);
  EXPECT_EQ(at_.find(Way::forward, Query("read(6)")).why, Why::nothing);
  EXPECT_EQ(at_.find(Way::back, Query("\"read(6)\"")).at, 15U);
}

TEST(Navigator, NeedsAnEvent) {
  const read::Trace trace = read::Trace::parse("{\"eyewall\":1}\n");
  EXPECT_THROW(Navigator{trace}, std::invalid_argument);
}

TEST(Navigator, NextOnTheGoldenTraceVisitsEveryEventOfTheCoroutineInOrder) {
  const read::Trace trace = golden_trace();
  Navigator at(trace);
  at.go(seq_of(trace, "gen.new"));
  std::vector<std::string> kinds;
  for (Stop stop = at.next(Way::forward); stop.text.empty(); stop = at.next(Way::forward)) {
    kinds.emplace_back(at.event().kind_name);
    EXPECT_EQ(at.state().coroutine(), 1U) << at.at();
  }
  EXPECT_EQ(kinds.front(), "runner.new");
  EXPECT_THAT(kinds, testing::IsSupersetOf({"gen.send", "gen.yield", "gen.resume", "gen.return"}));
}

}  // namespace
}  // namespace eyewall::view
