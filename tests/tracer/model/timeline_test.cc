#include "model/timeline.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "given.h"
#include "told.h"

namespace eyewall::model {
namespace {

// The state after every event, by the reducer alone, without a timeline.
std::vector<std::string> step_by_step(const read::Trace& trace) {
  State state(trace);
  std::vector<std::string> texts = {told(state)};
  for (const read::Event& event : trace.events()) {
    state.apply(event);
    texts.push_back(told(state));
  }
  return texts;
}

void expect_any_road_leads_to_the_same_state(const read::Trace& trace, const std::string& name) {
  const std::vector<std::string> expected = step_by_step(trace);
  Timeline timeline(trace);
  for (Seq seq = timeline.last() + 1; seq-- > 0;) {  // back from the end
    ASSERT_EQ(told(timeline.at(seq)), expected[seq]) << name << ", back at event " << seq;
  }
  for (Seq seq = 0; seq <= timeline.last(); ++seq) {
    ASSERT_EQ(told(timeline.at(seq)), expected[seq]) << name << ", forward at event " << seq;
    if (seq == 0) continue;
    ASSERT_EQ(told(timeline.at(seq - 1)), expected[seq - 1]) << name << ", one back from " << seq;
    ASSERT_EQ(told(timeline.at(seq)), expected[seq]) << name << ", back and forth at " << seq;
  }
  std::mt19937_64 random(3);
  for (int i = 0; i < 300; ++i) {
    const Seq seq = random() % (timeline.last() + 1);
    Timeline fresh(trace);
    ASSERT_EQ(told(timeline.at(seq)), expected[seq]) << name << ", goto " << seq;
    if (i < 20) {
      ASSERT_EQ(told(fresh.at(seq)), expected[seq]) << name << ", first goto " << seq;
    }
  }
}

TEST(Timeline, GivesTheSameStateByAnyRoadInEveryShippedTrace) {
  ASSERT_GE(shipped().size(), 9U);
  for (const std::string& path : shipped()) {
    expect_any_road_leads_to_the_same_state(read::Trace::load(path), path);
  }
}

TEST(Timeline, GivesTheSameStateByAnyRoadInGeneratedTraces) {
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    const read::Trace trace = given(Generator(seed).events(Timeline::kInterval * 2 + 77));
    expect_any_road_leads_to_the_same_state(trace, "seed " + std::to_string(seed));
  }
}

TEST(Timeline, StopsAtTheLastEvent) {
  const read::Trace trace = given({R"("loop.start")", R"("loop.end")"});
  Timeline timeline(trace);
  EXPECT_EQ(timeline.last(), 2U);
  EXPECT_EQ(timeline.at(99).seq(), 2U);
  EXPECT_EQ(timeline.at(0).seq(), 0U);
  EXPECT_EQ(timeline.at(0).event(), nullptr);
}

TEST(Timeline, OfATraceWithoutEventsHasOneState) {
  const read::Trace trace = given({});
  Timeline timeline(trace);
  EXPECT_EQ(timeline.last(), 0U);
  EXPECT_EQ(timeline.at(5).seq(), 0U);
}

TEST(Timeline, OpensATraceThatIsCutOffAnywhere) {
  const std::string path =
      EYEWALL_SOURCE_DIR + std::string("/lessons/09_async_client/golden.jsonl");
  std::ifstream file(path);
  const std::string whole((std::istreambuf_iterator<char>(file)), {});
  const std::vector<std::string> expected = step_by_step(read::Trace::parse(whole));
  for (std::size_t cut = 0; cut < whole.size(); cut += 61) {
    const read::Trace trace = read::Trace::parse(whole.substr(0, cut));
    EXPECT_FALSE(trace.complete());
    Timeline timeline(trace);
    ASSERT_LT(timeline.last(), expected.size());
    const State& end = timeline.at(timeline.last());
    EXPECT_EQ(told(end).substr(0, 200), expected[timeline.last()].substr(0, 200))
        << "cut at " << cut;
  }
}

}  // namespace
}  // namespace eyewall::model
