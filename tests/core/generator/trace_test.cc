// What a trace says of a generator, event by event.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/generator/memory_sink.h"
#include "generator/from.h"
#include "generator/generator.h"

namespace eyewall {
namespace {

using test::MemorySink;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class GeneratorTrace : public testing::Test {
 protected:
  void SetUp() override {
    if (trace::on()) GTEST_SKIP() << "this run is being recorded";
  }
};

Generator<int, std::string> body() {
  const auto sent = co_yield 1;
  co_yield static_cast<int>(sent.value_or("").size());
}

TEST_F(GeneratorTrace, TellsNewSendYieldResumeAndReturnEachWithItsCause) {
  const MemorySink sink;
  auto g = body();
  g.next();
  g.send("four");
  EXPECT_THROW(g.next(), StopIteration);
  EXPECT_THAT(sink.events(),
              ElementsAre("1 gen.new body gen=1", "2 gen.send None gen=1 cause=1",
                          "3 gen.yield int gen=1 in=2", "4 gen.send std::string gen=1 cause=3",
                          "5 gen.resume std::string gen=1 cause=3 in=4",
                          "6 gen.yield int gen=1 in=4", "7 gen.send None gen=1 cause=6",
                          "8 gen.resume None gen=1 cause=6 in=7", "9 gen.return gen=1 in=7"));
}

TEST_F(GeneratorTrace, TellsThrowAndRaise) {
  const MemorySink sink;
  auto g = body();
  g.next();
  EXPECT_THROW(g.throw_(std::runtime_error("broken")), std::runtime_error);
  const auto events = sink.events();
  ASSERT_EQ(events.size(), 6u);
  EXPECT_EQ(events[3], "4 gen.throw std::runtime_error broken gen=1 cause=3");
  EXPECT_EQ(events[4], "5 gen.resume std::runtime_error gen=1 cause=3 in=4");
  EXPECT_EQ(events[5], "6 gen.raise std::runtime_error broken gen=1 in=4");
}

TEST_F(GeneratorTrace, DestroyingASuspendedOneTellsItsClose) {
  const MemorySink sink;
  {
    auto g = body();
    g.next();
  }
  const auto events = sink.events();
  ASSERT_EQ(events.size(), 7u);
  EXPECT_EQ(events[3], "4 gen.close gen=1 cause=3");
  EXPECT_EQ(events[4], "5 gen.throw GeneratorExit (no message) gen=1 cause=3");
  EXPECT_EQ(events[6], "7 gen.raise GeneratorExit (no message) gen=1 in=5");
}

TEST_F(GeneratorTrace, AnUnstartedOneIsOnlyClosed) {
  const MemorySink sink;
  body().close();
  EXPECT_THAT(sink.events(), ElementsAre("1 gen.new body gen=1", "2 gen.close gen=1 cause=1"));
}

Generator<int, std::string> fails() {
  throw StopIterationOf<void>();
  co_yield 1;
}

TEST_F(GeneratorTrace, ARaisedStopIterationShowsAsWhatTheCallerGets) {
  const MemorySink sink;
  auto g = fails();
  EXPECT_THROW(g.next(), RaisedStopIteration);
  EXPECT_THAT(sink.events().back(), HasSubstr("gen.raise RaisedStopIteration generator raised"));
}

Generator<int, std::string> outer() {
  co_yield from(body());
}

TEST_F(GeneratorTrace, ADelegatesEventsStandInsideTheOuterOnes) {
  const MemorySink sink;
  auto g = outer();
  g.next();
  g.next();
  EXPECT_THAT(sink.events(),
              ElementsAre("1 gen.new outer gen=1", "2 gen.send None gen=1 cause=1",
                          "3 gen.new body gen=2 in=2", "4 gen.send None gen=2 cause=3 in=2",
                          "5 gen.yield int gen=2 in=4", "6 gen.yield int gen=1 in=2",
                          "7 gen.send None gen=1 cause=6", "8 gen.send None gen=2 cause=5 in=7",
                          "9 gen.resume None gen=2 cause=5 in=8", "10 gen.yield int gen=2 in=8",
                          "11 gen.yield int gen=1 in=7"));
}

TEST_F(GeneratorTrace, TheLinesAreThoseOfTheYieldAndOfTheCaller) {
  const MemorySink sink;
  auto g = body();
  const auto here = static_cast<unsigned>(__LINE__) + 1;
  g.next();
  const std::string all = sink.text();
  EXPECT_THAT(all, HasSubstr("trace_test.cc:" + std::to_string(here) + "\""));
  EXPECT_THAT(all, testing::ContainsRegex("gen.yield.*trace_test.cc:[0-9]+"));
}

TEST_F(GeneratorTrace, NothingIsToldAndNothingNumberedWhileNothingRecords) {
  auto g = body();
  g.next();
  EXPECT_EQ(g.id(), 0u);
  const MemorySink sink;
  EXPECT_THAT(sink.events(), IsEmpty());
}

TEST_F(GeneratorTrace, ARefusedCallTellsNothing) {
  const MemorySink sink;
  auto g = body();
  EXPECT_THROW(g.send("early"), SentBeforeStart);
  EXPECT_EQ(sink.events().size(), 1u);
}

}  // namespace
}  // namespace eyewall
