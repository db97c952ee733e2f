// Traces with holes: a program that was recorded from its middle on, or of a later version.
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <random>

#include "explain/blame.h"
#include "explain/lint.h"
#include "explain/stats.h"
#include "explain/why.h"
#include "tracer/explain/given.h"

namespace eyewall::explain {
namespace {

using model::Sort;

// The lesson's events, of which some are taken out and some have lost a field; renumbered.
read::Trace with_holes(unsigned seed) {
  static const std::vector<nlohmann::json> whole = [] {
    std::ifstream in(EYEWALL_SOURCE_DIR "/lessons/09_async_client/golden.jsonl");
    std::vector<nlohmann::json> events;
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("{\"seq\"")) events.push_back(nlohmann::json::parse(line));
    }
    return events;
  }();
  std::mt19937 random(seed);
  const auto chance = [&](unsigned percent) { return random() % 100 < percent; };
  const unsigned holes = 2 + seed % 60;
  std::map<read::Seq, read::Seq> now;
  std::string text = "{\"eyewall\":1}\n";
  for (nlohmann::json event : whole) {
    if (chance(holes)) continue;
    now.emplace(event["seq"], now.size() + 1);
    event["seq"] = now.size();
    for (const char* to : {"in", "cause"}) {
      if (!event.contains(to)) continue;
      const auto found = now.find(event[to]);
      if (found == now.end())
        event.erase(to);
      else
        event[to] = found->second;
    }
    for (const char* field : {"fd", "name", "gen", "future", "stream", "in", "cause", "who"}) {
      if (chance(3)) event.erase(field);
    }
    text += event.dump() + "\n";
  }
  return read::Trace::parse(text);
}

void ask_everything(const read::Trace& trace) {
  model::Timeline timeline(trace);
  constexpr std::array sorts = {Sort::callback,  Sort::timer,  Sort::handler, Sort::future,
                                Sort::coroutine, Sort::runner, Sort::stream,  Sort::exchange,
                                Sort::task,      Sort::thread};
  const trace::Seq last = trace.events().size();
  for (const trace::Seq now : {last / 3, last / 2, last}) {
    for (const Sort sort : sorts) {
      for (trace::Id id = 0; id < 12; ++id) {
        try {
          EXPECT_FALSE(why_not(timeline, now, {sort, id}).empty());
        } catch (const std::invalid_argument&) {  // there is no such object
        }
      }
    }
  }
  for (const read::Event& event : trace.events()) EXPECT_FALSE(why(trace, event.seq).empty());
  for (const Finding& finding : lint(trace)) EXPECT_NE(trace.by_seq(finding.seq), nullptr);
  for (const Blame& each : blame(trace, 0, 100)) EXPECT_FALSE(each.name.empty());
  EXPECT_FALSE(stats(trace).empty());
}

TEST(Explain, HasAnswersForTracesWithHoles) {
  for (unsigned seed = 0; seed < 150; ++seed) {
    SCOPED_TRACE(seed);
    ask_everything(with_holes(seed));
  }
}

TEST(Explain, OfWhatBeganBeforeTheTraceSaysSo) {
  Given given;
  given.event("executor.end", R"("task":1,"name":"work")");
  given.event("runner.register", R"("runner":1,"key":"#1")");
  given.event("gen.yield", R"("gen":3)");
  given.event("stream.write", R"("stream":1,"bytes":3)");
  const auto trace = given.trace();
  ask_everything(trace);
  model::Timeline timeline(trace);
  EXPECT_EQ(why_not(timeline, 4, {Sort::runner, 1}).front().text,
            "Nothing is known of coroutine 0: it is older than the trace.");
  EXPECT_EQ(why_not(timeline, 4, {Sort::stream, 1}).front().text,
            "Stream 1 has been waiting for WRITE since step 4.");
}

}  // namespace
}  // namespace eyewall::explain
