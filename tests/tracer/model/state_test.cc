#include "model/state.h"

#include <gmock/gmock.h>

#include "given.h"
#include "model/timeline.h"

namespace eyewall::model {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The state at the end of a few events.
class Ended {
 public:
  explicit Ended(const std::vector<std::string>& events)
      : trace_(given(events)), timeline_(trace_) {}
  const State& operator*() { return timeline_.at(timeline_.last()); }
  const State* operator->() { return &timeline_.at(timeline_.last()); }
  const State& at(Seq seq) { return timeline_.at(seq); }

 private:
  read::Trace trace_;
  Timeline timeline_;
};

TEST(State, HasTheReadyQueueInTheOrderOfAdding) {
  Ended state({R"("callback.add","cb":2,"name":"second")",
               R"("callback.add","cb":1,"name":"first")", R"("callback.add","cb":3,"name":"third")",
               R"("callback.begin","cb":2)", R"("callback.drop","cb":3)"});
  EXPECT_THAT(state.at(3).ready_queue(), ElementsAre(2, 1, 3));
  EXPECT_THAT(state.at(4).ready_queue(), ElementsAre(1, 3));
  EXPECT_THAT(state->ready_queue(), ElementsAre(1));
  EXPECT_EQ(state->callbacks().find(3)->status, Callback::Status::dropped);
}

TEST(State, KnowsHowACallbackEnded) {
  Ended state({R"("callback.add","cb":1)", R"("callback.begin","cb":1)", R"("callback.end","cb":1)",
               R"("callback.raise","cb":1)"});
  EXPECT_EQ(state.at(1).callbacks().find(1)->status, Callback::Status::queued);
  EXPECT_EQ(state.at(2).callbacks().find(1)->status, Callback::Status::running);
  EXPECT_EQ(state.at(3).callbacks().find(1)->status, Callback::Status::done);
  EXPECT_EQ(state->callbacks().find(1)->status, Callback::Status::raised);
}

TEST(State, HasTimersByTheirDeadlinesThenByAdding) {
  Ended state({R"("timer.add","timer":1,"deadline_ns":30)",
               R"("timer.add","timer":2,"deadline_ns":10)",
               R"("timer.add","timer":3,"deadline_ns":30)",
               R"("timer.add","timer":4,"deadline_ns":20)", R"("timer.cancel","timer":4)"});
  EXPECT_THAT(state.at(4).timer_queue(), ElementsAre(2, 4, 1, 3));
  EXPECT_THAT(state->timer_queue(), ElementsAre(2, 1, 3));
  EXPECT_EQ(state->timers().find(4)->status, Timer::Status::cancelled);
}

TEST(State, KnowsHowLongUntilATimerIsDueWhateverTheTraceSays) {
  const auto left = [](const std::string& deadline) {
    Ended state({R"("timer.add","timer":1,"deadline_ns":)" + deadline, R"("note")"});
    return state->until_due(*state->timers().find(1));
  };
  EXPECT_EQ(left("5000000"), 3'000'000);
  EXPECT_EQ(left("500000"), -1'500'000);
  EXPECT_EQ(left("9223372036854775807"), 9223372036854775807 - 2'000'000);
  EXPECT_EQ(left("-9223372036854775808"), -9223372036854775807);
}

TEST(State, KeepsWhereTheProgramPrinted) {
  Ended state({R"("print","text":"a")", R"("note")", R"("print","text":"b")"});
  EXPECT_EQ(state.at(2).prints().size(), 1U);
  EXPECT_EQ(state->prints().size(), 2U);
  EXPECT_EQ(state->prints().find(2)->seq, 3U);
}

TEST(State, HasHandlersWithTheirMasksAndWhatThePollFound) {
  Ended state({R"("fd.add","fd":7,"who":"conn1","events":["READ"])",
               R"("fd.modify","fd":7,"events":["READ","WRITE"])", R"("poll.begin","timeout_ns":5)",
               R"("poll.event","fd":7,"events":["WRITE"])", R"("poll.end","ready":1)",
               R"("handler.begin","fd":7)", R"("fd.remove","fd":7)"});
  EXPECT_EQ(read::mask_text(state.at(2).handlers().find(7)->events), "READ|WRITE");
  EXPECT_EQ(read::mask_text(state.at(5).ready(*state.at(5).handlers().find(7))), "WRITE");
  EXPECT_EQ(state.at(6).ready(*state.at(6).handlers().find(7)), 0U);
  EXPECT_FALSE(state->handlers().find(7)->registered);
  EXPECT_EQ(state->handlers().live(), 0U);
}

TEST(State, ForgetsWhatAnEarlierPollFound) {
  Ended state({R"("fd.add","fd":7)", R"("poll.begin")", R"("poll.event","fd":7,"events":["READ"])",
               R"("poll.end")", R"("poll.begin")"});
  EXPECT_EQ(state->ready(*state->handlers().find(7)), 0U);
}

TEST(State, SeesADescriptorThatIsClosedWhileItIsRegistered) {
  Ended state({R"("fd.add","fd":7)", R"("sys.close","fd":7,"result":0)", R"("fd.add","fd":7)"});
  EXPECT_EQ(state.at(2).handlers().find(7)->closed, 2U);
  EXPECT_EQ(state->handlers().find(7)->closed, 0U);
}

TEST(State, KnowsWhoWaitsForAFutureAndWhoseResultItIs) {
  Ended state({R"("future.new","future":1)", R"("gen.new","gen":1,"name":"f")",
               R"("runner.new","runner":1,"gen":1,"future":1)", R"("future.new","future":2)",
               R"("gen.send","gen":1)", R"("gen.yield","gen":1)",
               R"("runner.yielded","runner":1,"point":"YieldFuture","future":2)",
               R"("runner.register","runner":1,"key":"#1","future":2)",
               R"("future.then","future":2,"name":"inner","done":false)",
               R"("future.resolve","future":2)", R"("future.notify","future":2,"name":"inner")",
               R"("runner.set_result","runner":1,"key":"#1")", R"("gen.send","gen":1)",
               R"("gen.return","gen":1)", R"("runner.finish","runner":1)",
               R"("future.resolve","future":1)"});
  const State& waiting = state.at(9);
  EXPECT_EQ(waiting.futures().find(1)->coroutine, 1U);
  EXPECT_EQ(waiting.coroutines().find(1)->result, 1U);
  EXPECT_EQ(waiting.coroutines().find(1)->awaited, 2U);
  EXPECT_EQ(waiting.coroutines().find(1)->status, Coroutine::Status::suspended);
  ASSERT_EQ(waiting.futures().find(2)->waiters.size(), 1U);
  EXPECT_EQ(waiting.futures().find(2)->waiters[0].runner, 1U);
  EXPECT_EQ(waiting.futures().find(2)->waiters[0].name, "inner");
  EXPECT_EQ(waiting.futures().find(2)->waiters[0].then, 9U);
  EXPECT_EQ(state.at(10).futures().find(2)->status, Future::Status::done);
  EXPECT_THAT(state.at(11).futures().find(2)->waiters, IsEmpty());
  EXPECT_THAT(state.at(12).runners().find(1)->pending, IsEmpty());
  EXPECT_EQ(state.at(13).coroutines().find(1)->awaited, 0U);
  EXPECT_EQ(state->futures().live(), 0U);
  EXPECT_EQ(state->coroutines().live(), 0U);
  EXPECT_EQ(state->runners().live(), 0U);
}

TEST(State, KeepsTheExceptionOfAFutureAndThatNobodyLookedAtIt) {
  Ended state({R"("future.new","future":1)", R"("future.reject","future":1,"error":"boom")",
               R"("future.lost","future":1,"error":"boom")"});
  EXPECT_EQ(state.at(2).futures().find(1)->status, Future::Status::failed);
  EXPECT_EQ(state.at(2).futures().find(1)->error, "boom");
  EXPECT_EQ(state.at(2).futures().find(1)->lost, 0U);
  EXPECT_EQ(state->futures().find(1)->lost, 3U);
}

TEST(State, HasTheBytesThatAStreamReadAndDidNotHandOut) {
  Ended state({R"("stream.new","stream":1,"fd":7)", R"("stream.connect","stream":1,"fd":7)",
               R"("call.begin","name":"handle_connect","stream":1)",
               R"("stream.want","stream":1,"how":"delimiter","pattern":"\r\n","name":"on_line")",
               R"("stream.read","stream":1,"bytes":5,"data":"ab\r\nc")",
               R"("stream.read","stream":1,"bytes":900,"data":"def")",
               R"("stream.match","stream":1,"bytes":4)", R"("stream.take","stream":1,"bytes":4)",
               R"("stream.take","stream":1,"bytes":2)", R"("stream.close","stream":1)"});
  EXPECT_EQ(state.at(2).streams().find(1)->status, Stream::Status::connecting);
  EXPECT_EQ(state.at(3).streams().find(1)->status, Stream::Status::open);
  EXPECT_EQ(state.at(4).streams().find(1)->wanted, 4U);
  EXPECT_EQ(state.at(4).streams().find(1)->callback, "on_line");
  const State& full = state.at(7);
  EXPECT_EQ(full.streams().find(1)->wanted, 0U);
  EXPECT_EQ(full.streams().find(1)->buffered, 905);
  EXPECT_EQ(full.buffer(*full.streams().find(1)).text, "ab\r\ncdef");
  EXPECT_TRUE(full.buffer(*full.streams().find(1)).cut);
  const State& taken = state.at(9);
  EXPECT_EQ(taken.streams().find(1)->buffered, 899);
  EXPECT_EQ(taken.buffer(*taken.streams().find(1)).text, "ef");
  EXPECT_EQ(state->streams().live(), 0U);
}

TEST(State, CountsWhatTheKernelTookOfAWriteBuffer) {
  Ended state({R"("stream.new","stream":1,"fd":7)", R"("stream.write","stream":1,"bytes":100)",
               R"("sys.send","fd":7,"result":60)",
               R"("sys.send","fd":7,"result":-1,"error":"EAGAIN")",
               R"("sys.send","fd":8,"result":7)"});
  EXPECT_EQ(state->streams().find(1)->unsent, 40);
  EXPECT_EQ(state->counters().bytes_written, 67U);
}

TEST(State, FollowsTheTasksOfAnExecutor) {
  Ended state({R"("future.new","future":1)",
               R"("executor.submit","task":1,"name":"work","future":1)",
               R"("executor.begin","task":1,"name":"work","thread":2)",
               R"("executor.end","task":1,"in":3,"thread":2)"});
  EXPECT_EQ(state.at(2).futures().find(1)->task, 1U);
  EXPECT_EQ(state.at(2).tasks().find(1)->status, Task::Status::queued);
  EXPECT_EQ(state.at(3).tasks().find(1)->status, Task::Status::running);
  EXPECT_EQ(state.at(3).tasks().find(1)->thread, 2U);
  EXPECT_THAT(state.at(3).stack(2), ElementsAre(3));
  EXPECT_EQ(state->tasks().find(1)->status, Task::Status::done);
  EXPECT_THAT(state->stack(2), IsEmpty());
}

TEST(State, HasTheCallStackOfEachThread) {
  Ended state({R"("call.begin","name":"main")", R"("gen.send","gen":4,"in":1)", R"("note","in":2)",
               R"("note","thread":1)", R"("gen.yield","gen":4,"in":2)", R"("call.end","in":1)"});
  EXPECT_THAT(state.at(3).stack(0), ElementsAre(1, 2));
  EXPECT_THAT(state.at(4).stack(0), ElementsAre(1, 2)) << "another thread's event changes nothing";
  EXPECT_THAT(state.at(4).stack(1), IsEmpty());
  EXPECT_THAT(state.at(5).stack(0), ElementsAre(1)) << "an end has closed its begin";
  EXPECT_THAT(state->stack(0), IsEmpty());
  EXPECT_EQ(state.at(3).coroutine(), 4U);
  EXPECT_EQ(state->coroutine(), 0U);
}

TEST(State, SaysWhichObjectsTheLastEventChanged) {
  Ended state({R"("gen.new","gen":1)", R"("future.new","future":9)",
               R"("runner.new","runner":2,"gen":1,"future":9)", R"("note","text":"x")"});
  EXPECT_THAT(state.at(3).changed(),
              ElementsAre(Ref{Sort::runner, 2}, Ref{Sort::coroutine, 1}, Ref{Sort::future, 9}));
  EXPECT_TRUE(state.at(3).changed(Sort::future, 9));
  EXPECT_FALSE(state.at(3).changed(Sort::future, 8));
  EXPECT_THAT(state->changed(), IsEmpty());
}

TEST(State, KnowsWhereTheLoopIsInItsTurn) {
  Ended state({R"("loop.start")", R"("loop.iteration","iteration":1)", R"("timer.fire","timer":1)",
               R"("poll.begin","timeout_ns":7)", R"("poll.end")", R"("loop.end")"});
  const auto phase = [&](Seq seq) { return to_string(state.at(seq).phase()); };
  EXPECT_EQ(phase(1), "outside");
  EXPECT_TRUE(state.at(1).loop_runs());
  EXPECT_EQ(phase(2), "callbacks");
  EXPECT_EQ(phase(3), "timeouts");
  EXPECT_EQ(phase(4), "poll");
  EXPECT_EQ(state.at(4).poll_timeout_ns(), 7);
  EXPECT_EQ(phase(5), "handlers");
  EXPECT_EQ(phase(6), "outside");
  EXPECT_FALSE(state->loop_runs());
}

TEST(State, OfLesson09EndsWithNothingThatWaits) {
  const read::Trace trace =
      read::Trace::load(EYEWALL_SOURCE_DIR + std::string("/lessons/09_async_client/golden.jsonl"));
  Timeline timeline(trace);
  const State& end = timeline.at(timeline.last());
  EXPECT_EQ(end.callbacks().live(), 0U);
  EXPECT_EQ(end.timers().live(), 0U);
  EXPECT_EQ(end.handlers().live(), 0U);
  EXPECT_EQ(end.futures().live(), 0U);
  EXPECT_EQ(end.coroutines().live(), 0U);
  EXPECT_EQ(end.streams().live(), 0U);
  EXPECT_EQ(end.tasks().live(), 0U);
  EXPECT_EQ(end.exchanges().find(1)->code, 200);
  EXPECT_EQ(end.counters().bytes_read, 87U);
  EXPECT_EQ(end.counters().bytes_written, 83U);
  for (const read::Event& event : trace.events()) {
    const State& state = timeline.at(event.seq);
    state.timers().each_live([&](Id, const Timer& timer) {
      EXPECT_GT(timer.deadline_ns, event.t) << "a deadline counts from the trace's start";
      return true;
    });
  }
}

}  // namespace
}  // namespace eyewall::model
