#include "explain/stats.h"

#include <gmock/gmock.h>

#include "tracer/explain/timed.h"

namespace eyewall::explain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

StatsTable table(const std::vector<StatsTable>& tables, std::string_view title) {
  for (const StatsTable& each : tables) {
    if (each.title == title) return each;
  }
  return {};
}

std::vector<std::string> names(const StatsTable& rows) {
  std::vector<std::string> all;
  for (const StatsRow& row : rows.rows) all.push_back(row.name);
  return all;
}

Timed callbacks() {
  Timed timed;
  timed.at(0, R"("kind":"callback.add","cb":1,"name":"a")");
  timed.at(0, R"("kind":"callback.add","cb":2,"name":"b")");
  timed.at(10, R"("kind":"callback.begin","cb":1,"name":"a","cause":1)");
  timed.at(12, R"("kind":"call.begin","name":"g","in":3)");
  timed.at(16, R"("kind":"call.end","in":4)");
  timed.at(20, R"("kind":"callback.end","cb":1,"in":3)");
  timed.at(20, R"("kind":"callback.begin","cb":2,"name":"b","cause":2)");
  timed.at(23, R"("kind":"callback.end","cb":2,"in":7)");
  timed.at(30, R"("kind":"callback.add","cb":3,"name":"b")");
  timed.at(35, R"("kind":"callback.begin","cb":3,"name":"b","cause":9)");
  timed.at(39, R"("kind":"callback.end","cb":3,"in":10)");
  return timed;
}

TEST(Stats, OfCallbacksCountTheirRunsAndTheirTimes) {
  const auto rows = table(stats(callbacks().trace()), "callbacks");
  ASSERT_THAT(names(rows), ElementsAre("a", "b"));
  const StatsRow& a = rows.rows[0];
  EXPECT_EQ(a.count, 1U);
  EXPECT_EQ(a.running_ns, 10'000'000);
  EXPECT_EQ(a.self_ns, 6'000'000);
  EXPECT_EQ(a.waiting_ns, 10'000'000);
  const StatsRow& b = rows.rows[1];
  EXPECT_EQ(b.count, 2U);
  EXPECT_EQ(b.running_ns, 7'000'000);
  EXPECT_EQ(b.longest_ns, 4'000'000);
  EXPECT_EQ(b.longest, 10U);
  EXPECT_EQ(b.waiting_ns, 25'000'000);
  EXPECT_EQ(b.longest_wait_ns, 20'000'000);
}

TEST(Stats, AreSortedAsAsked) {
  const auto trace = callbacks().trace();
  const auto sorted = [&](StatsOrder order) {
    return names(table(stats(trace, order), "callbacks"));
  };
  EXPECT_THAT(sorted(StatsOrder::running), ElementsAre("a", "b"));
  EXPECT_THAT(sorted(StatsOrder::waiting), ElementsAre("b", "a"));
  EXPECT_THAT(sorted(StatsOrder::count), ElementsAre("b", "a"));
  EXPECT_THAT(sorted(StatsOrder::self), ElementsAre("b", "a"));
  EXPECT_THAT(sorted(StatsOrder::longest), ElementsAre("a", "b"));
  EXPECT_THAT(sorted(StatsOrder::name), ElementsAre("a", "b"));
}

TEST(Stats, OfKindsCountEveryEventAlsoOfALaterVersion) {
  Timed timed = callbacks();
  timed.at(40, R"("kind":"moon.rise")");
  const auto rows = table(stats(timed.trace(), StatsOrder::count), "kinds");
  EXPECT_THAT(names(rows), ElementsAre("callback.add", "callback.begin", "callback.end",
                                       "call.begin", "call.end", "moon.rise"));
  EXPECT_EQ(rows.rows[0].count, 3U);
  EXPECT_EQ(rows.rows[1].running_ns, 17'000'000);
}

TEST(Stats, OfACoroutineHaveItsRunsAndHowLongItWasSuspended) {
  Timed timed;
  timed.at(0, R"("kind":"gen.new","gen":1,"name":"g")");
  timed.at(0, R"("kind":"gen.send","gen":1)");
  timed.at(2, R"("kind":"gen.yield","gen":1,"in":2)");
  timed.at(50, R"("kind":"gen.send","gen":1)");
  timed.at(55, R"("kind":"gen.yield","gen":1,"in":4)");
  timed.at(75, R"("kind":"print","text":"x")");
  const auto rows = table(stats(timed.trace()), "coroutines");
  ASSERT_THAT(names(rows), ElementsAre("g"));
  EXPECT_EQ(rows.rows[0].count, 1U);
  EXPECT_EQ(rows.rows[0].runs, 2U);
  EXPECT_EQ(rows.rows[0].running_ns, 7'000'000);
  EXPECT_EQ(rows.rows[0].waiting_ns, 68'000'000);  // and waits still
  EXPECT_EQ(rows.rows[0].longest_wait_ns, 48'000'000);
}

TEST(Stats, OfTimersHandlersAndTasksHaveWhatTheyWaitedFor) {
  Timed timed;
  timed.at(0, R"("kind":"timer.add","timer":1,"name":"t")");
  timed.at(9, R"("kind":"timer.fire","timer":1,"name":"t","delay_ns":4000000,"cause":1)");
  timed.at(10, R"("kind":"callback.begin","timer":1,"name":"t","cause":2)");
  timed.at(11, R"("kind":"callback.end","timer":1,"in":3)");
  timed.at(20, R"("kind":"poll.event","fd":7,"events":["READ"])");
  timed.at(23, R"("kind":"handler.begin","fd":7,"name":"h","cause":5)");
  timed.at(24, R"("kind":"handler.end","fd":7,"in":6)");
  timed.at(30, R"("kind":"executor.submit","task":1,"name":"w")");
  timed.at(37, R"("kind":"executor.begin","task":1,"name":"w","thread":1,"cause":8)");
  timed.at(38, R"("kind":"executor.end","task":1,"thread":1,"in":9)");
  const auto tables = stats(timed.trace());
  EXPECT_EQ(table(tables, "timers").rows.at(0).waiting_ns, 5'000'000);
  EXPECT_EQ(table(tables, "handlers").rows.at(0).waiting_ns, 3'000'000);
  EXPECT_EQ(table(tables, "tasks").rows.at(0).waiting_ns, 7'000'000);
  EXPECT_THAT(table(tables, "callbacks").rows, IsEmpty());
}

TEST(Stats, OfATraceWithoutEventsAreNone) {
  EXPECT_THAT(stats(read::Trace::parse("{\"eyewall\":1}\n")), IsEmpty());
}

}  // namespace
}  // namespace eyewall::explain
