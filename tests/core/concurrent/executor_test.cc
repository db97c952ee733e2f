// Executors: what is submitted is run, here or on a pool's threads; and its outcome is a future.
#include "concurrent/executor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "core/sys/captured_log.h"
#include "core/trace/recording.h"

namespace eyewall {
namespace {

using test::CapturedLog;
using test::Recording;
using testing::ElementsAre;
using testing::HasSubstr;

// Waits for a future of a pool without a loop.
template <class T>
T wait(Future<T> future) {
  std::latch done(1);
  future.add_done_callback([&](const auto&) { done.count_down(); });
  done.wait();
  return future.take();
}

TEST(DummyExecutor, RunsEverythingAtOnceOnTheSubmittingThread) {
  std::vector<std::string> order;
  const auto here = std::this_thread::get_id();
  order.push_back("before");
  auto future = dummy_executor().submit([&] {
    EXPECT_EQ(std::this_thread::get_id(), here);
    order.push_back("work");
    return 7;
  });
  order.push_back("after");
  EXPECT_TRUE(future.done());
  EXPECT_EQ(future.result(), 7);
  EXPECT_THAT(order, ElementsAre("before", "work", "after"));
}

TEST(DummyExecutor, PutsWhatTheWorkThrowsIntoTheFuture) {
  auto future = dummy_executor().submit([]() -> int { throw std::runtime_error("work"); });
  EXPECT_THROW(future.result(), std::runtime_error);
}

TEST(DummyExecutor, IsNeverShutDown) {
  dummy_executor().shutdown();
  EXPECT_EQ(dummy_executor().submit([] { return 7; }).result(), 7);
}

TEST(ThreadPool, RunsWorkOnAThreadOfItsOwn) {
  ThreadPoolExecutor pool(1);
  EXPECT_NE(wait(pool.submit([] { return std::this_thread::get_id(); })),
            std::this_thread::get_id());
}

TEST(ThreadPool, RunsAsManyAtOnceAsItHasThreads) {
  ThreadPoolExecutor pool(3);
  std::latch all_three(3);
  std::vector<Future<void>> futures;
  for (int i = 0; i < 3; ++i)
    futures.push_back(pool.submit([&] { all_three.arrive_and_wait(); }));  // else it hangs
  for (auto& future : futures) wait(future);
}

TEST(ThreadPool, OfOneThreadRunsInTheOrderOfSubmitting) {
  std::vector<int> order;
  {
    ThreadPoolExecutor pool(1);
    for (int i = 0; i < 100; ++i) pool.submit([&order, i] { order.push_back(i); });
  }
  ASSERT_EQ(order.size(), 100u);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
}

TEST(ThreadPool, PutsWhatTheWorkThrowsIntoTheFuture) {
  ThreadPoolExecutor pool(1);
  EXPECT_THROW(wait(pool.submit([] { throw std::runtime_error("work"); })), std::runtime_error);
  EXPECT_EQ(wait(pool.submit([] { return 7; })), 7) << "the thread lives on";
}

TEST(ThreadPool, CarriesMoveOnlyWorkAndResults) {
  ThreadPoolExecutor pool(1);
  auto work = [p = std::make_unique<int>(7)]() mutable { return std::move(p); };
  EXPECT_EQ(*wait(pool.submit(std::move(work))), 7);
}

TEST(ThreadPool, ShutdownThatWaitsReturnsWhenAllThatWasTakenIsDone) {
  ThreadPoolExecutor pool(2);
  std::atomic<int> done{0};
  for (int i = 0; i < 50; ++i) pool.submit([&] { ++done; });
  pool.shutdown(true);
  EXPECT_EQ(done, 50);
  pool.shutdown(true);
}

TEST(ThreadPool, ShutdownThatDoesNotWaitReturnsAtOnceAndTheWorkIsDoneStill) {
  auto begun = std::make_shared<std::latch>(1);
  auto go = std::make_shared<std::latch>(1);
  auto done = std::make_shared<std::latch>(2);
  {
    ThreadPoolExecutor pool(1);
    pool.submit([=] {
      begun->count_down();
      go->wait();
      done->count_down();
    });
    pool.submit([=] { done->count_down(); });  // not begun
    begun->wait();
    pool.shutdown(false);
  }  // nor does its destructor wait then
  go->count_down();
  done->wait();
}

TEST(ThreadPool, TakesNoWorkOnceShutDown) {
  ThreadPoolExecutor pool(1);
  pool.shutdown();
  EXPECT_THROW(pool.submit([] {}), ExecutorShutDownError);
}

TEST(ThreadPool, NeedsAThread) {
  EXPECT_THROW(ThreadPoolExecutor(0), std::invalid_argument);
}

TEST(ThreadPool, MayBeDestroyedByItsOwnWork) {
  auto gone = std::make_shared<std::latch>(1);
  auto pool = std::make_shared<std::optional<ThreadPoolExecutor>>(std::in_place, 1u);
  (*pool)->submit([pool, gone] {
    pool->reset();
    gone->count_down();
  });
  gone->wait();
}

TEST(ThreadPool, LogsADoneCallbackThatThrowsAndGoesOn) {
  SKIP_WHEN_RECORDED();
  const CapturedLog log;
  const Recording recording;
  {
    ThreadPoolExecutor pool(1);
    std::latch added(1);
    auto future = pool.submit([&] { added.wait(); });
    future.add_done_callback([](const auto&) { throw std::runtime_error("callback"); });
    added.count_down();
    EXPECT_EQ(wait(pool.submit([] { return 7; })), 7);
  }
  EXPECT_THAT(log.messages(), ElementsAre(HasSubstr("callback")));
  EXPECT_EQ(recording.events("executor.end").size(), 2u) << "each begin has its end";
}

TEST(ThreadPool, TellsTheTraceWhoSubmittedAndWhoRan) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  {
    ThreadPoolExecutor pool(1);
    wait(pool.submit(named("resolve", [] {})));
  }
  const auto submit = recording.events("executor.submit").at(0);
  const auto begin = recording.events("executor.begin").at(0);
  EXPECT_EQ(submit["name"], "resolve");
  EXPECT_EQ(begin["cause"], submit["seq"]);
  EXPECT_EQ(begin["task"], submit["task"]);
  EXPECT_NE(begin.value("thread", 0), submit.value("thread", 0));
  EXPECT_EQ(recording.events("future.resolve").at(0)["in"], begin["seq"]);
}

}  // namespace
}  // namespace eyewall
