// Where no question is asked, for nobody could know the answer.
#include <gmock/gmock.h>

#include "explain/quiz.h"
#include "tracer/explain/given.h"
#include "tracer/explain/questioned.h"

namespace eyewall::explain {
namespace {

// A callback that adds two others; `between` and what runs next come behind.
Given in_a_callback() {
  Given given;
  given.event("fd.add", R"("fd":4,"who":"waker1","events":["READ"])");
  given.event("fd.add", R"("fd":7,"who":"conn1","events":["READ"])");
  given.event("callback.add", R"("cb":1,"name":"first")");
  given.event("loop.iteration", R"("iteration":1,"callbacks":1)");
  given.event("callback.begin", R"("cb":1,"name":"first")");
  given.event("callback.add", R"("cb":2,"name":"second")", 5);
  given.event("callback.add", R"("cb":3,"name":"third")", 5);
  return given;
}

constexpr trace::Seq kLastAdd = 7;

std::string asked(const Given& given, trace::Seq at) {
  return question_at(given.trace(), at).text;
}

TEST(NextQuestion, IsAskedWhereTheListTellsTheAnswer) {
  Given given = in_a_callback();
  given.event("callback.end", R"("cb":1)", 5);
  given.event("callback.begin", R"("cb":2,"name":"second")");
  EXPECT_EQ(right_of(question_at(given.trace(), kLastAdd)), "second (callback 2), from the loop");
  EXPECT_EQ(right_of(question_at(given.trace(), 8)), "second (callback 2)");
}

TEST(NextQuestion, IsNotAskedWhereAPlainCallComesNext) {
  Given given = in_a_callback();
  given.event("call.begin", R"("name":"helper")", 5);
  EXPECT_EQ(asked(given, kLastAdd), "(no question)");
}

TEST(NextQuestion, IsNotAskedWhereTheTraceEnds) {
  EXPECT_EQ(asked(in_a_callback(), kLastAdd), "(no question)");
}

TEST(NextQuestion, IsNotAskedWhereTheLoopEndsBefore) {
  Given given = in_a_callback();
  given.event("callback.end", R"("cb":1)", 5);
  given.event("loop.end");
  given.event("callback.begin", R"("cb":2,"name":"second")");
  EXPECT_EQ(asked(given, kLastAdd), "(no question)");
}

TEST(NextQuestion, IsNotAskedWhereTheNetworkDecides) {
  Given given = in_a_callback();
  given.event("callback.end", R"("cb":1)", 5);
  given.event("poll.begin", R"("timeout_ns":0)");
  given.event("poll.event", R"("fd":7,"who":"conn1","events":["READ"])");
  given.event("poll.end", R"("ready":1)");
  given.event("handler.begin", R"("fd":7,"who":"conn1","name":"handle_events")");
  EXPECT_EQ(asked(given, kLastAdd), "(no question)");
  EXPECT_EQ(right_of(question_at(given.trace(), 11)), "the handler of fd 7 (conn1)");
}

TEST(NextQuestion, IsNotAskedWhereATimerOnlyWonARaceAgainstTheNetwork) {
  for (const bool alone : {true, false}) {
    Given given;
    given.event("fd.add", R"("fd":4,"who":"waker1","events":["READ"])");
    if (!alone) given.event("fd.add", R"("fd":7,"who":"conn1","events":["READ"])");
    const auto begin = given.event("callback.begin", R"("cb":1,"name":"first")");
    given.event("timer.add", R"("timer":1,"name":"sleep","deadline_ns":9000)", begin);
    const auto end = given.event("callback.end", R"("cb":1)", begin);
    given.event("poll.begin", R"("timeout_ns":5000)");
    given.event("poll.end", R"("ready":0)");
    given.event("callback.begin", R"("timer":1,"name":"sleep")");
    EXPECT_EQ(asked(given, end) == "(no question)", !alone);
  }
}

TEST(NextQuestion, IsNotAskedOfAnotherThreadsNextEvent) {
  Given given = in_a_callback();
  given.event("callback.begin", R"("cb":2,"name":"second","thread":2)");
  EXPECT_EQ(asked(given, kLastAdd), "(no question)");
}

TEST(NextQuestion, IsNotAskedOfAFutureThatNoCoroutineWaitsFor) {
  Given given = in_a_callback();
  given.event("future.resolve", R"("future":1)", 5);
  given.event("callback.end", R"("cb":1)", 5);
  given.event("callback.begin", R"("cb":2,"name":"second")");
  EXPECT_EQ(asked(given, 8), "(no question)");
}

TEST(NextQuestion, LooksFromItsEventOn) {
  Given given = in_a_callback();
  given.event("callback.end", R"("cb":1)", 5);
  given.event("callback.begin", R"("cb":2,"name":"second")");
  const read::Trace trace = given.trace();
  model::Timeline timeline(trace);
  EXPECT_EQ(next_question(timeline, 7, 1)->at, 7U);
  EXPECT_EQ(next_question(timeline, 8, 1)->at, 8U);
  EXPECT_FALSE(next_question(timeline, 9, 1).has_value());
  EXPECT_FALSE(next_question(timeline, 12345, 1).has_value());
}

}  // namespace
}  // namespace eyewall::explain
