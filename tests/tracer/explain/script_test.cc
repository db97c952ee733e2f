#include "explain/script.h"

#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tracer/explain/given.h"

namespace eyewall::explain {
namespace {

// The names in a sentence's braces.
std::vector<std::string> placeholders(std::string_view sentence) {
  std::vector<std::string> names;
  for (std::size_t i = 0; (i = sentence.find('{', i)) != std::string_view::npos;) {
    const std::size_t close = sentence.find('}', i);
    for (std::size_t from = i + 1; from < close;) {
      const std::size_t end = std::min(sentence.find('|', from), close);
      names.emplace_back(sentence.substr(from, end - from));
      from = end + 1;
    }
    i = close;
  }
  return names;
}

TEST(Walkthrough, HasTheSteps0To51InOrder) {
  int next = 0;
  for (const Step& step : walkthrough()) {
    if (!step.in_walk() || step.sub()) continue;
    EXPECT_EQ(step.label, std::to_string(next++));
  }
  EXPECT_EQ(next, 52);
  EXPECT_EQ(std::count_if(walkthrough().begin(), walkthrough().end(),
                          [](const Step& step) { return step.counted(); }),
            51);
}

TEST(Walkthrough, ShowsEachLabelOnce) {
  std::set<std::string_view> walk;
  std::set<std::string_view> order;
  for (const Step& step : walkthrough()) {
    EXPECT_TRUE(!step.in_walk() || walk.insert(step.label).second) << step.label;
    EXPECT_TRUE(!step.in_order() || order.insert(step.label).second) << step.label;
  }
}

TEST(Walkthrough, EveryPatternCanBeReadAndEveryPlaceIsTold) {
  for (const Step& step : walkthrough()) {
    if (step.role == Role::part) continue;
    EXPECT_NO_THROW(Pattern{step.pattern}) << step.label;
    if (!step.in_walk()) continue;
    EXPECT_TRUE(step.file.empty() || step.file.ends_with(".py")) << step.label;
    EXPECT_EQ(step.file.empty(), step.function == "the program") << step.label;
    EXPECT_TRUE(step.sentence.ends_with('.') || step.sentence.ends_with('?')) << step.label;
  }
}

TEST(Walkthrough, SentencesAskOnlyForFieldsThatTheirEventsHave) {
  for (const Step& step : walkthrough()) {
    if (!step.in_walk()) continue;
    const Pattern pattern(step.pattern);
    for (const trace::Kind kind : pattern.kinds()) {
      const auto has = trace::info(kind).fields;
      for (const std::string& name : placeholders(step.sentence)) {
        const auto field = trace::field_named(name);
        ASSERT_TRUE(field) << step.label << " asks for " << name;
        EXPECT_NE(std::find(has.begin(), has.end(), *field), has.end())
            << "step " << step.label << " asks " << trace::info(kind).name << " for " << name;
      }
    }
  }
}

TEST(Walkthrough, EveryLabelOfTheGoldenStepsIsOneOfItsOwn) {
  std::set<std::string> known;
  for (const Step& step : walkthrough()) {
    if (step.in_order()) known.emplace(step.label);
  }
  for (const auto& scenario : golden("client.jsonl")) {
    for (const std::string label : scenario["steps"]) EXPECT_TRUE(known.contains(label)) << label;
  }
}

TEST(Finder, CountsFirstAndAgainAcrossTheTrace) {
  Given given;
  for (int i = 0; i < 3; ++i) given.event("gen.send", R"("gen":1)");
  const auto trace = given.trace();
  Finder finder(trace);
  std::string labels;
  for (const auto& event : trace.events()) {
    for (const auto row : finder.find(event)) labels.append(walkthrough()[row].label).append(" ");
  }
  EXPECT_EQ(labels, "5 50 50 ");
}

TEST(Finder, NamesAWholeStepBeforeTheStepsOfSteps) {
  Given given;
  const auto in = given.event("callback.begin", R"("name":"on_chunk_data")");
  given.event("stream.want", R"("how":"delimiter")", in);
  const auto trace = given.trace();
  Finder finder(trace);
  finder.find(trace.events()[0]);
  std::string labels;
  for (const auto row : finder.find(trace.events()[1])) {
    labels.append(walkthrough()[row].label).append(" ");
  }
  EXPECT_EQ(labels, "40 34.1 34.2 ");
}

TEST(Finder, AKindThatThisVersionDoesNotKnowIsNoStep) {
  Given given;
  given.event("quantum.leap");
  const auto trace = given.trace();
  Finder finder(trace);
  EXPECT_TRUE(finder.find(trace.events()[0]).empty());
}

}  // namespace
}  // namespace eyewall::explain
