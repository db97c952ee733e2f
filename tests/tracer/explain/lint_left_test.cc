// Rules of lint about what is left in the end: a trace that has the fault, and one that has not.
#include <gmock/gmock.h>

#include "tracer/explain/timed.h"

namespace eyewall::explain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

TEST(NeverRan, IsACallbackThatWasDestroyedOrLeftInTheQueue) {
  Given given;
  const auto add = given.event("callback.add", R"("cb":1,"name":"lost")");
  given.event("callback.drop", R"("cb":1,"name":"lost","cause":1)");
  const auto left = given.event("callback.add", R"("cb":2,"name":"left")");
  EXPECT_THAT(found(given),
              ElementsAre("never-ran " + std::to_string(add) +
                              ": Callback 1 (lost) never ran: it was destroyed at step 2.",
                          "never-ran " + std::to_string(left) +
                              ": Callback 2 (left) never ran: the loop was not started."));
}

TEST(NeverRan, IsNotACallbackInTheQueueOfALoopThatWasCutShort) {
  Given given;
  given.event("loop.start");
  given.event("loop.iteration", R"("iteration":1,"callbacks":0)");
  given.event("callback.add", R"("cb":1,"name":"next")");
  EXPECT_THAT(found(given), IsEmpty());
}

TEST(UnresolvedFuture, IsNamedWithWhoWaitsForItAndWhatItWaitsFor) {
  Given given;
  given.event("loop.start");
  given.event("callback.begin", R"("cb":1,"name":"f")");
  given.event("future.new", R"("future":1)", 2);
  given.event("timer.add", R"("timer":1,"name":"late","deadline_ns":2008000)", 2);
  given.event("future.then", R"("future":1,"name":"use","done":false)", 2);
  given.event("callback.end", R"("cb":1)", 2);
  given.event("future.new", R"("future":2)");
  given.event("future.resolve", R"("future":2)");
  EXPECT_THAT(found(given),
              ElementsAre("unresolved-future 3: Future 1 was never set, and use waits for it. The "
                          "timer that would, late, has been pending since step 4: it is due in "
                          "2.000 ms. (The trace is cut off.)"));
}

TEST(LostException, IsWhatNobodyLookedAt) {
  Given given;
  given.event("future.new", R"("future":1)");
  given.event("future.reject", R"("future":1,"type":"E","error":"no luck")");
  EXPECT_THAT(found(given), IsEmpty());
  given.event("future.lost", R"("future":1,"type":"E","error":"no luck","cause":2)");
  EXPECT_THAT(found(given),
              ElementsAre("lost-exception 2: Nobody looked at the exception of future 1: E: no "
                          "luck."));
}

Given a_coroutine() {
  Given given;
  given.event("future.new", R"("future":1)");
  given.event("gen.new", R"("gen":1,"name":"g")");
  given.event("runner.new", R"("runner":1,"gen":1,"future":1)");
  given.event("gen.send", R"("gen":1)");
  return given;
}

TEST(UnfinishedCoroutine, IsOneThatIsSuspendedInTheEndOrWasDestroyed) {
  Given given = a_coroutine();
  given.event("gen.yield", R"("gen":1,"type":"YieldFuture")", 4);
  given.event("runner.yielded", R"("runner":1,"point":"YieldFuture","future":9)");
  EXPECT_THAT(found(given),
              ElementsAre("unfinished-coroutine 5: Coroutine 1 (g) never came to its end: since "
                          "step 5 it waits for future 9. (The trace is cut off.)"));
  given.event("gen.close", R"("gen":1)");
  EXPECT_THAT(found(given), ElementsAre(StartsWith("unfinished-coroutine 7: Coroutine 1 (g) was "
                                                   "destroyed before its end")));
}

TEST(UnfinishedCoroutine, IsNotOneThatReturnedNorAGeneratorThatWasLeft) {
  Given given = a_coroutine();
  given.event("gen.return", R"("gen":1)", 4);
  given.event("future.resolve", R"("future":1)");
  given.event("gen.new", R"("gen":2,"name":"plain")");
  given.event("gen.close", R"("gen":2)");
  given.event("gen.new", R"("gen":3,"name":"plain")");
  EXPECT_THAT(found(given), IsEmpty());
}

TEST(LeftHandler, IsRegisteredWhenTheLoopIsClosed) {
  Given given;
  given.event("fd.add", R"("fd":6,"who":"waker1","events":["READ"])");
  given.event("fd.add", R"("fd":7,"who":"conn1","events":["READ"])");
  given.event("fd.add", R"("fd":8,"who":"conn2","events":["READ"])");
  given.event("fd.remove", R"("fd":8,"who":"conn2")");
  EXPECT_THAT(found(given), IsEmpty());  // it was cut off: nobody can say
  given.event("fd.remove", R"("fd":6,"who":"waker1")");
  EXPECT_THAT(found(given),
              ElementsAre("left-handler 2: Descriptor 7 (conn1) was still registered when the loop "
                          "was closed."));
}

}  // namespace
}  // namespace eyewall::explain
