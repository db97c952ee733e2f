// Timeouts: on a clock that moves only while the loop polls, so that nobody waits.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "core/ioloop/fake_time.h"
#include "core/sys/captured_log.h"
#include "core/trace/recording.h"

namespace eyewall {
namespace {

using namespace std::chrono_literals;
using test::CapturedLog;
using test::FakeTime;
using test::Recording;
using testing::ElementsAre;

struct Timeouts : testing::Test, FakeTime {
  std::vector<std::string> story;
  sys::TimePoint begin = clock.now();
  auto say(std::string word) {
    return [this, word] { story.push_back(word); };
  }
  auto stop() {
    return [this] { loop.stop(); };
  }
  void run_for(sys::Duration duration) {
    loop.add_timeout(duration, stop());
    loop.start();
  }
};

TEST_F(Timeouts, AreDueByTheirDeadlinesAbsoluteOrRelative) {
  loop.add_timeout(3s, say("3 s"));
  loop.add_timeout(loop.time() + 1s, say("1 s"));
  loop.add_timeout(2s, say("2 s"));
  run_for(4s);
  EXPECT_THAT(story, ElementsAre("1 s", "2 s", "3 s"));
  EXPECT_EQ(clock.now() - begin, 4s);
  EXPECT_THAT(poller->waits, ElementsAre(1s, 1s, 1s, 1s)) << "the loop sleeps until the next one";
}

TEST_F(Timeouts, WithEqualDeadlinesRunInTheOrderOfAdding) {
  const auto deadline = loop.time() + 1s;
  for (int i = 0; i < 20; ++i) loop.add_timeout(deadline, say(std::to_string(i)));
  run_for(1s);
  for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(story[i], std::to_string(i));
}

TEST_F(Timeouts, OfThePastAreDueAtOnce) {
  loop.add_timeout(loop.time() - 1h, say("absolute"));
  loop.add_timeout(-5s, say("relative"));
  loop.add_timeout(sys::TimePoint(), say("ages ago"));
  run_for(0s);
  EXPECT_THAT(story, ElementsAre("ages ago", "absolute", "relative"));
  EXPECT_EQ(clock.now(), begin);
}

TEST_F(Timeouts, RunAfterTheCallbacksOfTheTurn) {
  loop.add_timeout(0s, say("timeout"));
  loop.add_callback(say("callback"));
  run_for(0s);
  EXPECT_THAT(story, ElementsAre("callback", "timeout"));
}

TEST_F(Timeouts, AddedByATimeoutRunAtTheirTime) {
  loop.add_timeout(1s, [&] {
    story.push_back("first");
    loop.add_timeout(1s, say("second"));
    loop.add_timeout(loop.time(), say("due already: still in this turn"));
  });
  run_for(3s);
  EXPECT_THAT(story, ElementsAre("first", "due already: still in this turn", "second"));
}

TEST_F(Timeouts, FarBeyondTheClocksRangeAreNeverDue) {
  loop.add_timeout(sys::Duration::max(), say("never"));
  loop.add_timeout(sys::TimePoint::max(), say("never"));
  run_for(30min);
  EXPECT_THAT(story, ElementsAre());
}

TEST_F(Timeouts, CancelledOnesNeverRun) {
  auto held = std::make_shared<int>();
  const Timeout timeout = loop.add_timeout(1s, [held, this] { story.push_back("ran"); });
  loop.remove_timeout(timeout);
  EXPECT_EQ(held.use_count(), 1) << "its callback is destroyed at once";
  run_for(2s);
  EXPECT_THAT(story, ElementsAre());
}

TEST_F(Timeouts, MayBeCancelledByAnEarlierOneThatIsDueTogetherWithThem) {
  Timeout second;
  loop.add_timeout(1s, [&] { loop.remove_timeout(second); });
  second = loop.add_timeout(1s, say("ran"));
  run_for(2s);
  EXPECT_THAT(story, ElementsAre());
}

TEST_F(Timeouts, MayCancelThemselvesWhileTheyRun) {
  Timeout self;
  self = loop.add_timeout(1s, [&] {
    loop.remove_timeout(self);
    story.push_back("ran");
  });
  run_for(2s);
  EXPECT_THAT(story, ElementsAre("ran"));
}

TEST_F(Timeouts, RemovedTwiceOrAfterFiringOrNeverAddedChangeNothing) {
  const Timeout cancelled = loop.add_timeout(1s, say("cancelled"));
  loop.remove_timeout(cancelled);
  loop.remove_timeout(cancelled);
  loop.remove_timeout(Timeout());
  const Timeout fired = loop.add_timeout(1s, say("fired"));
  run_for(2s);
  loop.remove_timeout(fired);
  EXPECT_THAT(story, ElementsAre("fired"));
}

TEST_F(Timeouts, AHandleOfOneThatFiredDoesNotCancelItsSuccessorInTheSamePlace) {
  const Timeout fired = loop.add_timeout(1s, [] {});
  run_for(1s);
  std::vector<Timeout> successors;
  for (int i = 0; i < 4; ++i) successors.push_back(loop.add_timeout(1s, say("successor")));
  bool reused = false;
  for (const Timeout& successor : successors) reused |= successor.slot == fired.slot;
  ASSERT_TRUE(reused);
  loop.remove_timeout(fired);
  run_for(2s);
  EXPECT_EQ(story.size(), 4u);
}

TEST_F(Timeouts, ThatThrowAreLoggedTracedAndSurvived) {
  SKIP_WHEN_RECORDED();
  const CapturedLog log;
  const Recording recording;
  loop.add_timeout(1s, named("on_timeout", [] { throw std::runtime_error("late"); }));
  loop.add_timeout(1s, say("after"));
  run_for(2s);
  EXPECT_THAT(story, ElementsAre("after"));
  EXPECT_THAT(log.messages(),
              ElementsAre("Exception in callback on_timeout: std::runtime_error: late"));
  EXPECT_EQ(recording.events("callback.raise").at(0)["name"], "on_timeout");
}

TEST_F(Timeouts, TellTheTraceTheirAddTheirFireAndTheirCancel) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  loop.add_timeout(1s, named("kept", [] {}));
  loop.remove_timeout(loop.add_timeout(1s, named("cancelled", [] {})));
  run_for(1s);
  EXPECT_THAT(recording.values<int>("timer.add", "timer"), ElementsAre(1, 2, 3));
  EXPECT_THAT(recording.values<std::string>("timer.cancel", "name"), ElementsAre("cancelled"));
  const auto fire = recording.events("timer.fire").at(0);
  EXPECT_EQ(fire["name"], "kept");
  EXPECT_EQ(fire["delay_ns"], 0);
  EXPECT_EQ(fire["cause"], recording.events("timer.add")[0]["seq"]);
  EXPECT_EQ(recording.events("callback.begin").at(0)["cause"], fire["seq"]);
}

TEST_F(Timeouts, WhoseCallbackAddsAnotherWhenDestroyedAreCancelledSafely) {
  struct Adds {
    IOLoop* loop;
    ~Adds() {
      for (int i = 0; i < 50; ++i) loop->add_timeout(1s, [] {});
    }
  };
  const Timeout timeout = loop.add_timeout(1s, [adds = std::make_shared<Adds>(Adds{&loop})] {});
  loop.remove_timeout(timeout);
  run_for(2s);
}

// --- the queue itself: what of the cancelled ones is kept, and for how long ---

struct Queue : testing::Test {
  TimerQueue queue;
  sys::TimePoint at = sys::TimePoint(1000h);
  std::vector<Timeout> add(int count) {
    std::vector<Timeout> added;
    for (int i = 0; i < count; ++i) added.push_back(queue.add(at, [] {}, {}));
    return added;
  }
};

TEST_F(Queue, IsCompactedWhenMoreThan512AndMoreThanHalfAreCancelled) {
  auto timeouts = add(1024);
  for (std::size_t i = 0; i < 512; ++i) EXPECT_TRUE(queue.cancel(timeouts[i], {}));
  queue.compact();
  EXPECT_EQ(queue.size(), 1024u) << "512 is not more than 512";
  queue.cancel(timeouts[512], {});
  queue.compact();
  EXPECT_EQ(queue.size(), 511u);
  EXPECT_EQ(queue.cancellations(), 0u);
}

TEST_F(Queue, IsNotCompactedWhileHalfOfItIsAlive) {
  auto timeouts = add(2000);
  for (std::size_t i = 0; i < 1000; ++i) queue.cancel(timeouts[i], {});
  queue.compact();
  EXPECT_EQ(queue.size(), 2000u);
  queue.cancel(timeouts[1000], {});
  queue.compact();
  EXPECT_EQ(queue.size(), 999u);
}

TEST_F(Queue, KeepsDeadlinesAndOrderThroughACompaction) {
  std::vector<int> order;
  std::vector<Timeout> timeouts;
  for (int i = 0; i < 2000; ++i)
    timeouts.push_back(
        queue.add(at + std::chrono::seconds(i % 7), [&order, i] { order.push_back(i); }, {}));
  for (std::size_t i = 0; i < 2000; ++i) {
    if (i % 3 != 0) queue.cancel(timeouts[i], {});
  }
  queue.compact();
  EXPECT_EQ(queue.size(), 667u);
  while (auto due = queue.take_due(at + 7s)) due->callable();
  ASSERT_EQ(order.size(), 667u);
  for (std::size_t i = 1; i < order.size(); ++i)
    EXPECT_LT(std::pair(order[i - 1] % 7, order[i - 1]), std::pair(order[i] % 7, order[i]));
}

TEST_F(Queue, CountsCancellationsOnceAndForgetsThoseThatComeToTheTop) {
  auto timeouts = add(3);
  EXPECT_TRUE(queue.cancel(timeouts[0], {}));
  EXPECT_FALSE(queue.cancel(timeouts[0], {}));
  EXPECT_EQ(queue.cancellations(), 1u);
  EXPECT_TRUE(queue.take_due(at));
  EXPECT_EQ(queue.cancellations(), 0u);
  EXPECT_EQ(queue.size(), 1u);
  EXPECT_FALSE(queue.take_due(at - 1ns)) << "a deadline is not due before itself";
}

TEST_F(Queue, UsesItsPlacesAgain) {
  for (int i = 0; i < 10'000; ++i) {
    const Timeout timeout = queue.add(at, [] {}, {});
    EXPECT_LT(timeout.slot, 2u);
    EXPECT_TRUE(queue.take_due(at));
  }
}

}  // namespace
}  // namespace eyewall
