// PeriodicCallback, on a clock that nobody waits for.
#include "ioloop/periodic_callback.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <vector>

#include "core/ioloop/fake_time.h"
#include "core/sys/captured_log.h"

namespace eyewall {
namespace {

using namespace std::chrono_literals;
using test::CapturedLog;
using test::FakeTime;
using testing::ElementsAre;

struct Periodic : testing::Test, FakeTime {
  sys::TimePoint begin = clock.now();
  std::vector<std::chrono::seconds> runs;  // seconds since the beginning
  auto note() {
    return [this] { runs.push_back(duration_cast<std::chrono::seconds>(clock.now() - begin)); };
  }
  void run_for(sys::Duration duration) {
    loop.add_timeout(duration, [this] { loop.stop(); });
    loop.start();
  }
};

TEST_F(Periodic, RunsAfterEachPeriodAndNotAtOnce) {
  PeriodicCallback callback(note(), 10s, loop);
  callback.start();
  run_for(35s);
  EXPECT_THAT(runs, ElementsAre(10s, 20s, 30s));
}

TEST_F(Periodic, LeavesOutTheTurnsThatItMissed) {
  PeriodicCallback callback(
      [&] {
        note()();
        if (runs.size() == 1) clock.advance(25s);  // it takes its time: 20 s and 30 s are missed
      },
      10s, loop);
  callback.start();
  run_for(55s);
  EXPECT_THAT(runs, ElementsAre(10s, 40s, 50s)) << "counted from the start, nothing made up for";
}

TEST_F(Periodic, OfTheLongestPeriodNeverRuns) {
  PeriodicCallback callback(note(), IOLoop::Duration::max(), loop);
  callback.start();
  run_for(10s);
  EXPECT_THAT(runs, ElementsAre());
}

TEST_F(Periodic, RunsNoMoreOnceStopped) {
  PeriodicCallback callback(note(), 10s, loop);
  callback.start();
  run_for(15s);
  callback.stop();
  callback.stop();
  run_for(30s);
  EXPECT_THAT(runs, ElementsAre(10s));
}

TEST_F(Periodic, MayStopItselfInItsCallback) {
  std::unique_ptr<PeriodicCallback> callback;
  callback = std::make_unique<PeriodicCallback>(
      [&] {
        note()();
        callback->stop();
      },
      10s, loop);
  callback->start();
  run_for(35s);
  EXPECT_THAT(runs, ElementsAre(10s));
}

TEST_F(Periodic, StartedTwiceBeginsAnewAndDoesNotDoubleItsRate) {
  PeriodicCallback callback(note(), 10s, loop);
  callback.start();
  run_for(5s);
  callback.start();
  run_for(30s);
  EXPECT_THAT(runs, ElementsAre(15s, 25s, 35s));
}

TEST_F(Periodic, StartedAgainInItsCallbackDoesNotDoubleItsRate) {
  std::unique_ptr<PeriodicCallback> callback;
  callback = std::make_unique<PeriodicCallback>(
      [&] {
        note()();
        callback->stop();
        callback->start();
      },
      10s, loop);
  callback->start();
  run_for(35s);
  EXPECT_THAT(runs, ElementsAre(10s, 20s, 30s));
}

TEST_F(Periodic, StopsWhenItIsDestroyed) {
  {
    PeriodicCallback callback(note(), 10s, loop);
    callback.start();
  }
  run_for(30s);
  EXPECT_THAT(runs, ElementsAre());
}

TEST_F(Periodic, MayBeDestroyedByItsOwnCallback) {
  const auto owned = std::make_shared<int>(7);
  std::unique_ptr<PeriodicCallback> callback;
  int seen = 0;
  callback = std::make_unique<PeriodicCallback>(
      [&, owned] {
        callback.reset();
        seen = *owned;
        note()();
      },
      10s, loop);
  callback->start();
  run_for(30s);
  EXPECT_THAT(runs, ElementsAre(10s));
  EXPECT_EQ(seen, 7);
  EXPECT_EQ(owned.use_count(), 1);
}

TEST_F(Periodic, GoesOnAfterWhatItsCallbackThrows) {
  const CapturedLog log;
  PeriodicCallback callback(
      [&] {
        note()();
        throw std::runtime_error("now and then");
      },
      10s, loop);
  callback.start();
  run_for(25s);
  EXPECT_THAT(runs, ElementsAre(10s, 20s));
  EXPECT_THAT(log.messages(),
              ElementsAre("Error in periodic callback: std::runtime_error: now and then",
                          "Error in periodic callback: std::runtime_error: now and then"));
}

TEST_F(Periodic, NeedsAPositivePeriod) {
  EXPECT_THROW(PeriodicCallback(note(), 0s, loop), std::invalid_argument);
  EXPECT_THROW(PeriodicCallback(note(), -1s, loop), std::invalid_argument);
}

TEST_F(Periodic, UsesTheCurrentLoopUnlessItIsGivenOne) {
  loop.make_current();
  PeriodicCallback callback(note(), 10s);
  callback.start();
  run_for(15s);
  EXPECT_THAT(runs, ElementsAre(10s));
  IOLoop::clear_current();
}

}  // namespace
}  // namespace eyewall
