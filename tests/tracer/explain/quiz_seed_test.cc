// Which questions and options, in which order: chance that is the same everywhere.
#include <gmock/gmock.h>

#include "explain/quiz.h"
#include "explain/quiz_seed.h"
#include "tracer/explain/given.h"
#include "tracer/explain/questioned.h"

namespace eyewall::explain {
namespace {

std::vector<std::string> told(const read::Trace& trace, QuizOptions options) {
  model::Timeline timeline(trace);
  std::vector<std::string> lines;
  for (const Question& question : questions(timeline, options)) {
    lines.push_back(std::to_string(question.at) + " " + question.text);
    for (const Option& option : question.options) lines.push_back(option.text);
  }
  return lines;
}

TEST(Dice, GivesTheSameNumbersOnEveryMachine) {
  Dice dice(1);
  EXPECT_EQ(dice.next(), 6791897765849424158U);
  std::vector<int> list = {1, 2, 3, 4, 5, 6, 7};
  Dice(7, 3).shuffle(list);
  EXPECT_THAT(list, testing::ElementsAre(6, 7, 5, 4, 1, 2, 3));
}

TEST(Dice, LeavesWhatStandsBeforeThePlace) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    std::vector<int> list = {1, 2, 3, 4, 5};
    Dice(seed).shuffle(list, 2);
    EXPECT_EQ(list[0], 1);
    EXPECT_EQ(list[1], 2);
    EXPECT_THAT(list, testing::UnorderedElementsAre(1, 2, 3, 4, 5));
  }
}

TEST(Dice, BringsEveryElementToEveryPlace) {
  std::set<std::pair<int, std::size_t>> seen;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::vector<int> list = {1, 2, 3, 4};
    Dice(seed).shuffle(list);
    for (std::size_t at = 0; at < list.size(); ++at) seen.emplace(list[at], at);
  }
  EXPECT_EQ(seen.size(), 16U);
}

TEST(Questions, AreTheSameForTheSameSeed) {
  const read::Trace trace = given_trace("chunked-2pkt");
  EXPECT_EQ(told(trace, {.seed = 7}), told(trace, {.seed = 7}));
}

TEST(Questions, AreOthersForAnotherSeed) {
  const read::Trace trace = given_trace("chunked-2pkt");
  std::set<std::vector<std::string>> different;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) different.insert(told(trace, {.seed = seed}));
  EXPECT_EQ(different.size(), 10U);
}

TEST(Questions, HaveTheirRightOptionInEveryPlace) {
  const read::Trace trace = given_trace("chunked-2pkt");
  std::set<std::size_t> places;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    for (const Question& question : every_question(trace, seed)) {
      std::size_t at = 0;
      while (!question.options[at].right) ++at;
      places.insert(at);
    }
  }
  EXPECT_THAT(places, testing::ElementsAre(0, 1, 2, 3, 4));
}

TEST(Questions, AreAsManyAsAskedForInTheOrderOfTheTrace) {
  const read::Trace trace = given_trace("chunked-2pkt");
  model::Timeline timeline(trace);
  const auto asked = questions(timeline, {.seed = 3, .count = 4});
  ASSERT_EQ(asked.size(), 4U);
  for (std::size_t i = 1; i < asked.size(); ++i) EXPECT_LT(asked[i - 1].at, asked[i].at);
}

TEST(Questions, DoNotGiveEachOthersAnswersAway) {
  const read::Trace trace = given_trace("chunked-2pkt");
  model::Timeline timeline(trace);
  std::set<trace::Seq> answers;
  const auto asked = questions(timeline, {.count = 1000});
  EXPECT_GT(asked.size(), 8U);
  for (const Question& question : asked) EXPECT_TRUE(answers.insert(question.answer).second);
}

TEST(Questions, AreOfAsManySortsOfDecisionsAsThereAre) {
  const read::Trace trace = given_trace("chunked-2pkt");
  model::Timeline timeline(trace);
  std::set<std::string> kinds;
  for (const Question& question : questions(timeline, {.seed = 1, .count = 6})) {
    kinds.emplace(trace.by_seq(question.at)->kind_name);
  }
  EXPECT_GE(kinds.size(), 5U);
}

TEST(Questions, AreOfFuturesAndYieldsAloneAtTheLevelOfCoroutines) {
  const read::Trace trace =
      read::Trace::load(EYEWALL_SOURCE_DIR "/lessons/09_async_client/golden.jsonl");
  model::Timeline timeline(trace);
  const auto asked = questions(timeline, {.count = 100, .level = trace::Level::coroutine});
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_TRUE(trace.by_seq(asked[0].at)->is(trace::Kind::runner_yielded));
  EXPECT_TRUE(trace.by_seq(asked[1].at)->is(trace::Kind::future_resolve));
}

TEST(Questions, AreNoneForAnEmptyTrace) {
  const read::Trace trace = Given().trace();
  model::Timeline timeline(trace);
  EXPECT_TRUE(questions(timeline, {}).empty());
  EXPECT_FALSE(next_question(timeline, 0, 1).has_value());
}

}  // namespace
}  // namespace eyewall::explain
