// Every question of every trace, held against the trace itself.
#include <gmock/gmock.h>

#include "explain/belief.h"
#include "explain/quiz.h"
#include "tracer/explain/given.h"
#include "tracer/explain/questioned.h"
#include "tracer/model/given.h"

namespace eyewall::explain {
namespace {

using trace::Field;
using trace::Kind;

constexpr std::uint64_t kSeeds[] = {1, 2, 42};

// The next begin event of the thread, by looking at every event: nothing is shared with the code.
const read::Event* next_begin(const read::Trace& trace, trace::Seq at) {
  for (const read::Event& event : trace.events()) {
    if (event.seq > at && event.thread == trace.by_seq(at)->thread &&
        event.shape() == trace::Shape::begin) {
      return &event;
    }
  }
  return nullptr;
}

// What the right option has to name.
std::vector<std::string> names_of(const read::Event& begin) {
  const auto number = [&](Field field) { return std::to_string(begin.integer(field)); };
  if (begin.is(Kind::handler_begin)) return {"handler of fd " + number(Field::fd)};
  if (begin.is(Kind::gen_send) || begin.is(Kind::gen_throw)) {
    return {"coroutine " + number(Field::gen) + " "};
  }
  return {std::string(begin.text(Field::name))};
}

void expect_proven(const read::Trace& trace, const Question& question) {
  const read::Event* begin = next_begin(trace, question.at);
  ASSERT_NE(begin, nullptr) << question.text;
  EXPECT_EQ(question.answer, begin->seq) << question.text;
  for (const std::string& name : names_of(*begin)) {
    EXPECT_THAT(right_of(question), testing::HasSubstr(name)) << question.text;
  }
  // What was in the list already is named by its number, too.
  const bool timer = begin->has(Field::timer);
  const std::string number = (timer ? "(timer " : "(callback ") +
                             std::to_string(begin->integer(timer ? Field::timer : Field::cb)) + ")";
  const bool seen =
      begin->is(Kind::callback_begin) && begin->cause != 0 && begin->cause <= question.at && !timer;
  if (seen) {
    EXPECT_THAT(right_of(question), testing::HasSubstr(number)) << question.text;
  }
}

void expect_well_formed(const Question& question) {
  EXPECT_GE(question.options.size(), 3U) << question.text;
  EXPECT_LE(question.options.size(), 5U) << question.text;
  EXPECT_EQ(std::count_if(question.options.begin(), question.options.end(),
                          [](const Option& option) { return option.right; }),
            1)
      << question.text;
  std::set<std::string> texts;
  for (const Option& option : question.options) {
    EXPECT_TRUE(texts.insert(option.text).second) << "twice: " << option.text;
    EXPECT_EQ(option.feedback.empty(), option.right) << option.text;
    EXPECT_TRUE(!option.right || option.misconception.empty());
    EXPECT_TRUE(option.misconception.empty() || !belief(option.misconception).truth.empty());
  }
  EXPECT_FALSE(question.why.empty());
  EXPECT_EQ(question.why.front().seq, question.answer);
}

TEST(Quiz, TheRightOptionIsTheNextBeginEventForEveryDecisionOfEveryTrace) {
  std::size_t asked = 0;
  for (const std::string& path : model::shipped()) {
    SCOPED_TRACE(path);
    const read::Trace trace = read::Trace::load(path);
    for (const std::uint64_t seed : kSeeds) {
      for (const Question& question : every_question(trace, seed)) {
        expect_proven(trace, question);
        expect_well_formed(question);
        ++asked;
      }
    }
  }
  EXPECT_GT(asked, 300U);
}

TEST(Quiz, AsksAtEachSortOfDecisionInTheLesson) {
  const read::Trace trace =
      read::Trace::load(EYEWALL_SOURCE_DIR "/lessons/09_async_client/golden.jsonl");
  std::set<std::string> kinds;
  for (const Question& question : every_question(trace)) {
    kinds.emplace(trace.by_seq(question.at)->kind_name);
  }
  EXPECT_THAT(kinds,
              testing::ElementsAre("callback.add", "callback.end", "future.resolve", "handler.end",
                                   "loop.iteration", "poll.end", "runner.yielded", "stream.want"));
}

TEST(Quiz, HoldsForTracesThatMakeNoSense) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const read::Trace trace = model::given(model::Generator(seed).events(400));
    for (const Question& question : every_question(trace, seed)) {
      SCOPED_TRACE(seed);
      EXPECT_EQ(question.answer, next_begin(trace, question.at)->seq);
      expect_well_formed(question);
    }
  }
}

TEST(Quiz, ShowsNothingThatComesAfterTheDecision) {
  // Everything behind the answer taken away, the question is the same.
  const read::Trace whole = given_trace("chunked-2pkt");
  for (const Question& question : every_question(whole)) {
    const std::string path = EYEWALL_SOURCE_DIR "/tests/tracer/explain/data/chunked-2pkt.jsonl";
    std::ifstream in(path);
    std::string text;
    std::string line;
    for (trace::Seq at = 0; at <= question.answer && std::getline(in, line); ++at) {
      text += line + "\n";
    }
    const read::Trace cut = read::Trace::parse(text);
    const Question again = question_at(cut, question.at);
    EXPECT_EQ(again.text, question.text);
    EXPECT_EQ(right_of(again), right_of(question));
  }
}

}  // namespace
}  // namespace eyewall::explain
