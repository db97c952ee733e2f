#include "export/html_rows.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <random>

#include "model/timeline.h"
#include "tracer/explain/given.h"
#include "tracer/export/page_given.h"

namespace eyewall::exports {
namespace {

using nlohmann::json;

// The panes of each step are those that the edits lead to: row by row, and mark by mark.
void expect_same_panes(const read::Trace& trace, trace::Seq first = 1) {
  Options options;
  options.first = first;
  const json data = data_of(trace, options);
  PlayedBack page(data);
  model::Timeline timeline(trace);
  for (trace::Seq seq = first; seq <= timeline.last(); ++seq) {
    page.step();
    for (std::size_t i = 0; i < view::pane_names().size(); ++i) {
      const view::Pane pane = view::pane(timeline.at(seq), view::pane_names()[i].pane);
      const PlayedBack::Pane& played = page.pane(i);
      ASSERT_EQ(played.rows.size(), pane.rows.size()) << "step " << seq << ", pane " << i;
      ASSERT_EQ(played.more, pane.more) << "step " << seq << ", pane " << i;
      for (std::size_t k = 0; k < pane.rows.size(); ++k) {
        const view::Row& row = pane.rows[k];
        ASSERT_EQ(page.text(played.rows[k]), row.text) << "step " << seq << ", pane " << i;
        ASSERT_EQ(data["rowId"][played.rows[k]], row.id) << "step " << seq << ", pane " << i;
        ASSERT_EQ(page.marked(i, k), row.changed) << "step " << seq << ", " << row.text;
      }
    }
  }
}

TEST(PageRows, AreThePanesAtEveryStepOfTheLesson) {
  expect_same_panes(golden_lesson());
}

TEST(PageRows, AreThePanesWhereThePageBeginsInTheMiddle) {
  expect_same_panes(golden_lesson(), 100);
}

TEST(PageRows, AreThePanesAtEveryStepOfEveryHandWrittenTrace) {
  int traces = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(EYEWALL_SOURCE_DIR "/tests/tracer/explain/data")) {
    SCOPED_TRACE(file.path());
    expect_same_panes(read::Trace::load(file.path()));
    ++traces;
  }
  EXPECT_GT(traces, 3);
}

// Events of all kinds about few objects, in no sensible order: a trace may contradict itself.
read::Trace muddle(unsigned seed) {
  std::mt19937 random(seed);
  explain::Given given;
  std::vector<read::Seq> begun;
  const auto any = [&](unsigned count) { return static_cast<int>(random() % count); };
  for (int i = 0; i < 600; ++i) {
    const trace::KindInfo& kind = trace::kinds()[random() % trace::kinds().size()];
    json fields = json::object();
    for (const trace::Field field : kind.fields) {
      const trace::FieldInfo& info = trace::info(field);
      if (any(8) == 0) continue;
      switch (info.type) {
        case trace::FieldType::Int:
        case trace::FieldType::ObjectId:
          fields[info.name] = info.name == "deadline_ns" ? i * 1000 + any(40'000) : 1 + any(5);
          break;
        case trace::FieldType::Bool:
          fields[info.name] = any(2) == 0;
          break;
        case trace::FieldType::Mask:
          fields[info.name] = {"READ"};
          break;
        default:
          fields[info.name] = "name" + std::to_string(any(3));
      }
    }
    if (any(6) == 0) fields["thread"] = 1 + any(2);
    const read::Seq in = begun.empty() || any(3) == 0 ? 0 : begun.back();
    const std::string text = fields.dump();
    const read::Seq seq = given.event(kind.name, text.substr(1, text.size() - 2), in);
    if (kind.shape == trace::Shape::begin) begun.push_back(seq);
    if (kind.shape == trace::Shape::end && !begun.empty()) begun.pop_back();
  }
  return given.trace();
}

TEST(PageRows, AreThePanesOfTracesThatContradictThemselves) {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE(seed);
    expect_same_panes(muddle(seed));
  }
}

TEST(PageRows, AreThePanesWhereMoreRowsAreThereThanAreShown) {
  explain::Given given;
  for (int i = 1; i <= 1010; ++i) given.event("future.new", R"("future":)" + std::to_string(i));
  for (int i = 1; i <= 20; ++i) given.event("future.resolve", R"("future":)" + std::to_string(i));
  expect_same_panes(given.trace());
}

TEST(PageRows, ATimersTimeThatTheFormatCannotCountExactlyIsTextAtEachStep) {
  explain::Given given;
  given.event("timer.add", R"("timer":1,"name":"far","deadline_ns":9007199254740993)");
  given.event("note", R"("text":"a")");
  given.event("note", R"("text":"b")");
  expect_same_panes(given.trace());
}

TEST(PageRows, AStepTellsOnlyWhatItChanges) {
  explain::Given given;
  for (int i = 1; i <= 50; ++i) {
    const std::string number = std::to_string(i);
    given.event("timer.add", R"("name":"t","deadline_ns":9000000,"timer":)" + number);
  }
  given.event("note", R"("text":"nothing of it changes the timers")");
  const json data = data_of(given.trace());
  EXPECT_LE(data["steps"].back().size(), 5U) << data["steps"].back();
  EXPECT_LT(data["rowText"].size(), 160U) << "a row's text is told once";
}

TEST(PageRows, TellTheMostRowsThatAPaneEverHas) {
  const json data = data_of(golden_lesson());
  ASSERT_EQ(data["most"].size(), view::pane_names().size());
  EXPECT_EQ(data["most"][0], 3);  // the loop's
  EXPECT_EQ(data["panes"][0], (json{"loop", "Loop"}));
}

}  // namespace
}  // namespace eyewall::exports
