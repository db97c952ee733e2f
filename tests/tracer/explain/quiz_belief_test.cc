// Each misconception, where it may be met.
#include <gmock/gmock.h>

#include "explain/belief.h"
#include "explain/quiz.h"
#include "tracer/explain/given.h"
#include "tracer/explain/questioned.h"

namespace eyewall::explain {
namespace {

using testing::HasSubstr;

trace::Seq first(const read::Trace& trace, trace::Kind kind, std::string_view name = {}) {
  for (const read::Event& event : trace.events()) {
    if (event.is(kind) && (name.empty() || event.text(trace::Field::name) == name)) {
      return event.seq;
    }
  }
  return 0;
}

TEST(Belief, HasAnIdOfItsOwnAndSentencesThatCanBeShown) {
  std::set<std::string_view> ids;
  for (const Belief& each : beliefs()) {
    EXPECT_TRUE(ids.insert(each.id).second) << each.id;
    EXPECT_FALSE(each.believed.ends_with('.')) << each.id;
    EXPECT_TRUE(each.truth.ends_with('.')) << each.id;
  }
  EXPECT_THROW(belief("loops-are-magic"), std::invalid_argument);
}

TEST(Belief, AddCallbackRunsTheCallbackAtOnce) {
  const read::Trace trace = lesson();
  const Question question = question_at(trace, first(trace, trace::Kind::callback_add));
  EXPECT_EQ(question.text,
            "The program calls add_callback with on_resolve (callback 1). What runs "
            "next?");
  EXPECT_EQ(right_of(question), "on_resolve (callback 1), from the loop");
  EXPECT_EQ(wrong_of(question, "runs-at-once"),
            "on_resolve (callback 1), at once: add_callback calls it");
  EXPECT_EQ(wrong_of(question, "callback-makes-a-thread"),
            "on_resolve (callback 1), on a thread of its own");
}

TEST(Belief, TheResultResumesTheCoroutineThereAndThen) {
  const read::Trace trace = lesson();
  const Question question = question_at(trace, 153);
  EXPECT_EQ(question.text,
            "Future 2 gets its result; coroutine 1 (download) waits for it. What "
            "runs next?");
  EXPECT_EQ(right_of(question), "on_close (callback 8), from the loop");
  EXPECT_EQ(wrong_of(question, "resolve-resumes"),
            "coroutine 1 (download), there and then, inside of set_result");
}

TEST(Belief, AYieldBlocksOrStartsAThreadOrGoesOn) {
  const read::Trace trace = lesson();
  const Question question = question_at(trace, first(trace, trace::Kind::runner_yielded));
  EXPECT_THAT(question.text, HasSubstr("yields future 2, which is pending."));
  EXPECT_EQ(right_of(question), "on_resolve (callback 1), from the loop");
  EXPECT_NE(wrong_of(question, "yield-goes-on") + wrong_of(question, "yield-blocks"), "");
}

TEST(Belief, TheWakerIsHandledFirst) {
  const read::Trace trace = lesson();
  const Question question = question_at(trace, first(trace, trace::Kind::poll_end));
  EXPECT_THAT(question.text, HasSubstr("ready are fd 6 (waker1) and fd 7 (conn1)."));
  EXPECT_EQ(right_of(question), "the handler of fd 7 (conn1)");
  EXPECT_EQ(wrong_of(question, "waker-first"), "the handler of fd 6 (waker1)");
}

TEST(Belief, AReadGivesItsDataBackAtOnce) {
  const read::Trace trace = lesson();
  const Question question =
      question_at(trace, first(trace, trace::Kind::stream_want, "on_chunk_data"));
  EXPECT_EQ(question.text,
            "Stream 1 shall read 7 bytes for on_chunk_data; its buffer has 12 bytes. "
            "What runs next?");
  EXPECT_EQ(right_of(question), "on_chunk_data, from the loop");
  EXPECT_EQ(wrong_of(question, "read-returns-data"),
            "on_chunk_data, at once, with the data: the read calls it");
}

TEST(Belief, TheLastOneInIsTheFirstOneOut) {
  const read::Trace trace = lesson();
  const Question question = question_at(trace, 147);
  EXPECT_EQ(right_of(question), "handle_response (callback 7)");
  EXPECT_EQ(wrong_of(question, "last-in-first-out"), "on_close (callback 8)");
  for (const Option& option : question.options) {
    if (option.misconception != "last-in-first-out") continue;
    EXPECT_THAT(option.feedback, HasSubstr("added last, in step 146."));
  }
}

// Turn 1 has run; timer 2 is due before timer 1, and a callback waits for the next turn.
Given turn_with_timers() {
  Given given;
  given.event("fd.add", R"("fd":4,"who":"waker1","events":["READ"])");
  given.event("loop.start");
  given.event("callback.add", R"("cb":1,"name":"first")");
  given.event("loop.iteration", R"("iteration":1,"callbacks":1)");
  const auto begin = given.event("callback.begin", R"("cb":1,"name":"first")");
  given.event("timer.add", R"("timer":1,"name":"late","deadline_ns":9000)", begin);
  given.event("timer.add", R"("timer":2,"name":"soon","deadline_ns":7000)", begin);
  return given;
}

TEST(Belief, WhatATurnAddsRunsInThisTurnBeforeTheTimers) {
  Given given = turn_with_timers();
  given.event("callback.add", R"("cb":2,"name":"second")", 5);
  const auto end = given.event("callback.end", R"("cb":1)", 5);
  const auto fired = given.event("timer.fire", R"("timer":2,"name":"soon")");
  given.event("callback.begin", R"("timer":2,"name":"soon","cause":)" + std::to_string(fired));
  const Question question = question_at(given.trace(), end);
  EXPECT_EQ(right_of(question), "soon (timer 2)");
  EXPECT_EQ(wrong_of(question, "timers-in-order-of-adding"), "late (timer 1)");
  EXPECT_EQ(wrong_of(question, "next-turn-now"), "second (callback 2)");
}

TEST(Belief, ALoopWithNothingToRunEnds) {
  Given given = turn_with_timers();
  const auto end = given.event("callback.end", R"("cb":1)", 5);
  given.event("poll.begin", R"("timeout_ns":5000)");
  given.event("poll.end", R"("ready":0)");
  given.event("timer.fire", R"("timer":2,"name":"soon")");
  given.event("callback.begin", R"("timer":2,"name":"soon")");
  const Question question = question_at(given.trace(), end);
  EXPECT_EQ(right_of(question), "soon (timer 2)");
  EXPECT_EQ(wrong_of(question, "loop-ends-when-idle"),
            "nothing: with nothing to run, the loop ends");
}

TEST(Belief, EveryYieldWaits) {
  Given given;
  given.event("future.new", R"("future":1)");
  given.event("future.resolve", R"("future":1)");
  given.event("gen.new", R"("gen":1,"name":"fetch")");
  given.event("runner.new", R"("runner":1,"gen":1)");
  const auto send = given.event("gen.send", R"("gen":1)");
  given.event("gen.yield", R"("gen":1)", send);
  const auto yielded =
      given.event("runner.yielded", R"("runner":1,"point":"YieldFuture","future":1)");
  given.event("gen.send", R"("gen":1)");
  const Question question = question_at(given.trace(), yielded);
  EXPECT_EQ(question.text,
            "Coroutine 1 (fetch) yields future 1, which has its result already. "
            "What runs next?");
  EXPECT_EQ(right_of(question), "coroutine 1 (fetch) goes on at once");
  EXPECT_EQ(wrong_of(question, "yield-always-waits"),
            "coroutine 1 (fetch), but later, from the loop");
}

// What a poll has found, and a callback and a timer that wait meanwhile.
read::Trace polled(const std::string& chosen) {
  Given given;
  for (const char* fd : {"4", "7", "9", "11"}) {
    const std::string who = fd == std::string("4") ? "waker1" : "conn" + std::string(fd);
    given.event("fd.add",
                R"("events":["READ"],"fd":)" + std::string(fd) + R"(,"who":")" + who + '"');
  }
  given.event("timer.add", R"("timer":1,"name":"on_timeout","deadline_ns":5)");
  given.event("loop.iteration", R"("iteration":1,"callbacks":0)");
  given.event("callback.add", R"("cb":1,"name":"on_headers")");
  given.event("poll.begin", R"("timeout_ns":0)");
  given.event("poll.event", R"("events":["READ"],"fd":9)");
  given.event("poll.event", R"("events":["READ"],"fd":7)");
  given.event("poll.end", R"("ready":2)");
  given.event("handler.begin", R"("name":"handle_events","fd":)" + chosen);
  return given.trace();
}

TEST(Belief, WhatThePollFoundIsNotHandledFirstOrNotInItsOrder) {
  const read::Trace trace = polled("9");
  std::set<std::string> met;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Question question = question_at(trace, 11, seed);
    EXPECT_EQ(right_of(question), "the handler of fd 9 (conn9)");
    for (const Option& option : question.options) met.insert(option.misconception);
  }
  EXPECT_THAT(
      met, testing::UnorderedElementsAre("", "callback-before-handler", "lowest-descriptor-first",
                                         "timer-before-handler", "handler-every-turn"));
}

TEST(Belief, AnOptionThatNoMisconceptionStandsForSaysWhatIsWrong) {
  const Question question = question_at(polled("7"), 11);
  for (const Option& option : question.options) {
    if (option.text == "the handler of fd 9 (conn9)") {
      EXPECT_EQ(option.misconception, "");
      EXPECT_EQ(option.feedback, "The poll returned it later.");
    }
  }
}

TEST(Belief, TheLoopPollsBetweenTwoCallbacks) {
  Given given;
  given.event("fd.add", R"("fd":7,"who":"conn1","events":["READ"])");
  given.event("callback.add", R"("cb":1,"name":"first")");
  given.event("callback.add", R"("cb":2,"name":"second")");
  given.event("loop.iteration", R"("iteration":1,"callbacks":2)");
  const auto begin = given.event("callback.begin", R"("cb":1,"name":"first")");
  const auto end = given.event("callback.end", R"("cb":1)", begin);
  given.event("callback.begin", R"("cb":2,"name":"second")");
  const Question question = question_at(given.trace(), end);
  EXPECT_EQ(right_of(question), "second (callback 2)");
  EXPECT_EQ(wrong_of(question, "poll-between-callbacks"),
            "the handler of fd 7 (conn1), if it is ready by now");
}

TEST(Belief, EachIsMetSomewhere) {
  std::set<std::string> met;
  const auto meet = [&](const read::Trace& trace) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      for (const Question& question : every_question(trace, seed)) {
        for (const Option& option : question.options) met.insert(option.misconception);
      }
    }
  };
  for (const char* name : {"chunked-2pkt", "length-2pkt", "until-close"}) meet(given_trace(name));
  meet(lesson());
  meet(polled("9"));
  Given idle = turn_with_timers();
  idle.event("callback.add", R"("cb":2,"name":"second")", 5);
  idle.event("callback.end", R"("cb":1)", 5);
  idle.event("callback.begin", R"("timer":2,"name":"soon")");
  meet(idle.trace());
  // These have tests of their own.
  met.insert({"yield-always-waits", "loop-ends-when-idle", "poll-between-callbacks"});
  for (const Belief& each : beliefs()) EXPECT_TRUE(met.contains(std::string(each.id))) << each.id;
}

}  // namespace
}  // namespace eyewall::explain
