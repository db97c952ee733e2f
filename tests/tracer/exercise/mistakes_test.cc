// Each mistake: a trace that has it, and one that is like it and has not.
#include "exercise/mistakes.h"

#include <gmock/gmock.h>

#include "tracer/exercise/judged.h"
#include "tracer/explain/timed.h"

namespace eyewall::exercise {
namespace {

using explain::Timed;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> names_in(const read::Trace& trace) {
  std::vector<std::string> names;
  for (const Mistake& mistake : mistakes(trace)) names.emplace_back(mistake.kind.id);
  return names;
}

// Events of a program that ended by itself.
std::vector<std::string> names_of(const std::vector<std::string>& events) {
  Timed timed;
  for (const std::string& event : events) timed.at(0, event);
  return names_in(timed.trace());
}

TEST(Mistakes, HaveNamesAndSentences) {
  for (const MistakeKind& kind : mistake_kinds()) {
    EXPECT_FALSE(kind.id.empty());
    EXPECT_EQ(kind.says.back(), '.') << kind.id;
  }
}

TEST(CallbackAddedTwice, IsAddedAgainBeforeItRan) {
  const std::string add = R"("kind":"callback.add","name":"f","at":"07_x/a.cc:5","cb":)";
  const std::string begin = R"("kind":"callback.begin","name":"f","cb":)";
  EXPECT_THAT(names_of({add + "1", add + "2", begin + "1", begin + "2"}),
              Contains("callback_added_twice"));
  EXPECT_THAT(names_of({add + "1", begin + "1", add + "2", begin + "2"}),
              Not(Contains("callback_added_twice")));
}

TEST(CallbackAddedTwice, IsNotWhatTheHouseAdds) {
  const std::string add = R"("kind":"callback.add","name":"inner","at":"core/gen/a.h:5","cb":)";
  EXPECT_THAT(names_of({add + "1", add + "2"}), Not(Contains("callback_added_twice")));
}

TEST(CallbackAddedTwice, IsNotWhatTwoFuturesAddWhenTheyAreDone) {
  const std::string done = R"("kind":"future.notify","name":"f","future":)";
  const std::string add = R"("kind":"callback.add","name":"f","at":"07_x/a.cc:5","cb":)";
  EXPECT_THAT(names_of({done + "1", add + "1", done + "2", add + "2"}),
              Not(Contains("callback_added_twice")));
}

TEST(FutureNotYielded, IsMadeInACoroutineAndNobodyWaits) {
  const std::string send = R"("kind":"gen.send","gen":1)";
  const std::string made = R"("kind":"future.new","future":2,"in":1,"at":"07_x/a.cc:9")";
  const std::string set = R"("kind":"future.resolve","future":2)";
  EXPECT_THAT(names_of({send, made, set}), Contains("future_not_yielded"));
  const std::string waits =
      R"("kind":"runner.yielded","runner":1,"point":"YieldFuture","future":2)";
  EXPECT_THAT(names_of({send, made, waits, set}), Not(Contains("future_not_yielded")));
}

TEST(FutureNotYielded, IsNotWhatIsMadeOutsideOfACoroutine) {
  EXPECT_THAT(names_of({R"("kind":"future.new","future":1,"at":"07_x/a.cc:9")",
                        R"("kind":"future.resolve","future":1)"}),
              IsEmpty());
}

TEST(FutureNotYielded, IsToldInPlaceOfAFutureThatIsNeverSet) {
  EXPECT_THAT(names_of({R"("kind":"gen.send","gen":1)",
                        R"("kind":"future.new","future":2,"in":1,"at":"07_x/a.cc:9")"}),
              ElementsAre("future_not_yielded"));
}

TEST(HandlerNeverRemoved, IsThereWhenTheLoopIsClosed) {
  const std::string add = R"("kind":"fd.add","fd":7,"who":"conn1","events":["READ"])";
  const std::string closed = R"("kind":"fd.remove","fd":5,"who":"waker1")";
  EXPECT_THAT(names_of({add, closed}), ElementsAre("handler_never_removed"));
  EXPECT_THAT(names_of({add, R"("kind":"fd.remove","fd":7,"who":"conn1")", closed}), IsEmpty());
}

TEST(BlockingCall, HoldsTheLoopForLong) {
  const auto with = [](int ms) {
    Timed timed;
    timed.at(0, R"("kind":"callback.begin","cb":1,"name":"slow")");
    timed.at(ms, R"("kind":"callback.end","cb":1,"in":1)");
    return names_in(timed.trace());
  };
  EXPECT_THAT(with(200), ElementsAre("blocking_call"));
  EXPECT_THAT(with(20), IsEmpty());
}

TEST(TimerNeverCancelled, IsPendingOrDroppedAtTheEnd) {
  const std::string add = R"("kind":"timer.add","timer":1,"name":"t","deadline_ns":9)";
  EXPECT_THAT(names_of({add}), ElementsAre("timer_never_cancelled"));
  EXPECT_THAT(names_of({add, R"("kind":"loop.start")",
                        R"("kind":"timer.drop","timer":1,"name":"t","cause":1)"}),
              ElementsAre("timer_never_cancelled"));
  EXPECT_THAT(names_of({add, R"("kind":"timer.cancel","timer":1,"name":"t")"}), IsEmpty());
}

TEST(CallbackNeverRun, IsDropped) {
  const std::string add = R"("kind":"callback.add","cb":1,"name":"f")";
  EXPECT_THAT(names_of({R"("kind":"loop.start")", add,
                        R"("kind":"callback.drop","cb":1,"name":"f","cause":2)"}),
              ElementsAre("callback_never_run"));
}

TEST(ExceptionNeverLookedAt, IsLost) {
  EXPECT_THAT(names_of({R"("kind":"future.new","future":1)",
                        R"("kind":"future.reject","future":1,"type":"E","error":"no")",
                        R"("kind":"future.lost","future":1,"type":"E","error":"no","cause":2)"}),
              ElementsAre("exception_never_looked_at"));
}

TEST(ExceptionLetOut, IsRaisedByACallback) {
  EXPECT_THAT(
      names_of({R"("kind":"callback.begin","cb":1,"name":"f")",
                R"("kind":"callback.raise","cb":1,"name":"f","type":"E","error":"no","in":1)",
                R"("kind":"callback.end","cb":1,"in":1)"}),
      ElementsAre("exception_let_out"));
}

TEST(LoopNeverStarted, HasWorkThatIsDropped) {
  EXPECT_THAT(names_of({R"("kind":"callback.add","cb":1,"name":"f")",
                        R"("kind":"callback.drop","cb":1,"name":"f","cause":1)"}),
              Contains("loop_never_started"));
}

TEST(LoopNeverStopped, IsKilledWhileItWaits) {
  Given killed;
  killed.event("loop.start");
  killed.event("poll.begin", R"("timeout_ns":1)");
  EXPECT_THAT(names_in(killed.trace()), ElementsAre("loop_never_stopped"));
  killed.event("loop.stop");
  EXPECT_THAT(names_in(killed.trace()), IsEmpty());
}

TEST(CallbackNeverReturned, IsKilledInACallback) {
  Given killed;
  killed.event("loop.start");
  killed.event("callback.begin", R"("cb":1,"name":"endless")");
  killed.event("print", R"("text":"x")", 2);
  const auto found = mistakes(killed.trace());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind.id, "callback_never_returned");
  EXPECT_EQ(found[0].seq, 2U);
  EXPECT_EQ(found[0].text, "When the program was stopped it was in the callback endless.");
}

TEST(Mistakes, AreNotInTheLessonThatIsRight) {
  EXPECT_THAT(
      names_in(read::Trace::load(EYEWALL_SOURCE_DIR "/lessons/09_async_client/golden.jsonl")),
      IsEmpty());
}

}  // namespace
}  // namespace eyewall::exercise
