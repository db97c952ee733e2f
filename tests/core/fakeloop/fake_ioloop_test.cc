// The fake loop: one callback a tick, from any thread, until it is destroyed.
#include "fakeloop/fake_ioloop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "fakeloop/future.h"
#include "functional/named.h"
#include "generator/errors.h"

namespace eyewall::fakeloop {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class FakeLoop : public testing::Test {
 protected:
  std::shared_ptr<ManualTick> tick_ = std::make_shared<ManualTick>();
  std::vector<int> ran_;  // written by the loop's thread, read between ticks
};

TEST_F(FakeLoop, RunsOneCallbackATickInTheOrderInWhichTheyWereAdded) {
  FakeIOLoop loop(tick_);
  for (int i = 1; i <= 3; ++i) loop.add_callback([this, i] { ran_.push_back(i); });
  EXPECT_THAT(ran_, IsEmpty());
  tick_->tick();
  EXPECT_THAT(ran_, ElementsAre(1));
  tick_->tick();
  tick_->tick();
  EXPECT_THAT(ran_, ElementsAre(1, 2, 3));
  EXPECT_TRUE(tick_->tick());  // with nothing to do
  EXPECT_THAT(ran_, ElementsAre(1, 2, 3));
}

TEST_F(FakeLoop, RunsThemOnAThreadOfItsOwn) {
  std::thread::id where;
  FakeIOLoop loop(tick_);
  loop.add_callback([&where] { where = std::this_thread::get_id(); });
  tick_->tick();
  EXPECT_NE(where, std::thread::id());
  EXPECT_NE(where, std::this_thread::get_id());
}

TEST_F(FakeLoop, ACallbackMayAddAnotherWhichRunsATickLater) {
  FakeIOLoop loop(tick_);
  loop.add_callback([&] {
    ran_.push_back(1);
    loop.add_callback([this] { ran_.push_back(2); });
  });
  tick_->tick();
  EXPECT_THAT(ran_, ElementsAre(1));
  tick_->tick();
  EXPECT_THAT(ran_, ElementsAre(1, 2));
}

TEST_F(FakeLoop, TakesCallbacksFromManyThreadsAtOnce) {
  FakeIOLoop loop(tick_);
  constexpr int kThreads = 4;
  constexpr int kEach = 50;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) loop.add_callback([this, t] { ran_.push_back(t); });
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int i = 0; i < kThreads * kEach; ++i) tick_->tick();
  EXPECT_EQ(ran_.size(), static_cast<std::size_t>(kThreads * kEach));
}

TEST_F(FakeLoop, IgnoresStopIterationAndGoesOn) {
  testing::internal::CaptureStderr();
  {
    FakeIOLoop loop(tick_);
    loop.add_callback([] { throw StopIterationOf<void>(); });
    loop.add_callback([this] { ran_.push_back(2); });
    tick_->tick();
    tick_->tick();
  }
  EXPECT_THAT(ran_, ElementsAre(2));
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST_F(FakeLoop, TellsAnyOtherExceptionAndGoesOn) {
  testing::internal::CaptureStderr();
  {
    FakeIOLoop loop(tick_);
    loop.add_callback(named("breaks", [] { throw std::runtime_error("no luck"); }));
    loop.add_callback([this] { ran_.push_back(2); });
    tick_->tick();
    tick_->tick();
  }
  EXPECT_THAT(ran_, ElementsAre(2));
  const std::string told = testing::internal::GetCapturedStderr();
  EXPECT_THAT(told, HasSubstr("breaks"));
  EXPECT_THAT(told, HasSubstr("no luck"));
}

TEST_F(FakeLoop, DestroyingItJoinsAndDestroysCallbacksThatNeverRan) {
  const auto held = std::make_shared<int>(1);
  {
    FakeIOLoop loop(tick_);
    loop.add_callback([held, this] { ran_.push_back(*held); });
    EXPECT_EQ(held.use_count(), 2);
  }
  EXPECT_THAT(ran_, IsEmpty());
  EXPECT_EQ(held.use_count(), 1);
  EXPECT_FALSE(tick_->tick());  // nobody takes turns any more
}

TEST_F(FakeLoop, ACallbackIsDestroyedWithTheTickThatRanIt) {
  const auto held = std::make_shared<int>(1);
  FakeIOLoop loop(tick_);
  loop.add_callback([held] {});
  tick_->tick();
  EXPECT_EQ(held.use_count(), 1);
}

TEST_F(FakeLoop, AnEmptyCallbackIsRefused) {
  FakeIOLoop loop(tick_);
  EXPECT_THROW(loop.add_callback(nullptr), BadCall);
}

TEST(TimedTick, RunsCallbacksByTheClock) {
  Promise<void> ran("ran");
  FakeIOLoop loop(std::chrono::milliseconds(1));
  loop.add_callback([&ran] { ran.set_result(); });
  ran.future().result();
}

TEST(TimedTick, ALongTickDoesNotHoldUpTheEnd) {
  const FakeIOLoop loop(std::chrono::hours(24));
}

TEST(TimedTick, MustBeLongerThanZero) {
  EXPECT_THROW(FakeIOLoop(std::chrono::nanoseconds(0)), BadTick);
  EXPECT_THROW(TimedTick(std::chrono::nanoseconds(-1)), BadTick);
}

}  // namespace
}  // namespace eyewall::fakeloop
