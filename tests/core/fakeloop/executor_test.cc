// ThreadPoolExecutor and run_on_executor.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "fakeloop/run_on_executor.h"
#include "fakeloop/thread_pool_executor.h"

namespace eyewall::fakeloop {
namespace {

using testing::HasSubstr;

TEST(ThreadPool, RunsAFunctionOnAnotherThreadAndGivesItsResult) {
  ThreadPoolExecutor executor(2);
  const auto where = executor.submit("where", [] { return std::this_thread::get_id(); });
  EXPECT_NE(where.result(), std::this_thread::get_id());
}

TEST(ThreadPool, AFunctionMayReturnNothing) {
  ThreadPoolExecutor executor(1);
  bool ran = false;
  executor.submit("void", [&ran] { ran = true; }).result();
  EXPECT_TRUE(ran);
}

TEST(ThreadPool, WhatAFunctionThrowsIsItsFuturesException) {
  ThreadPoolExecutor executor(1);
  const auto future = executor.submit("fails", []() -> int { throw std::out_of_range("x"); });
  EXPECT_THROW(future.result(), std::out_of_range);
  EXPECT_EQ(executor.submit("next", [] { return 3; }).result(), 3);
}

TEST(ThreadPool, ATaskIsRunningFromItsSubmitWhileAWorkerIsFree) {
  Promise<void> gate("gate");
  ThreadPoolExecutor executor(1);
  const auto wait = [opened = gate.future()] { opened.result(); };
  const auto first = executor.submit("first", wait);
  const auto second = executor.submit("second", wait);
  EXPECT_EQ(first.repr(), "<Future first state=running>");
  EXPECT_EQ(second.repr(), "<Future second state=pending>");
  gate.set_result();
  second.result();
}

TEST(ThreadPool, OneWorkerTakesTasksInOrder) {
  ThreadPoolExecutor executor(1);
  std::vector<int> order;
  std::vector<Future<void>> futures;
  for (int i = 0; i < 20; ++i) {
    futures.push_back(executor.submit("push", [&order, i] { order.push_back(i); }));
  }
  for (const auto& future : futures) future.result();
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  EXPECT_EQ(order.size(), 20u);
}

TEST(ThreadPool, WorkersRunAtTheSameTime) {
  ThreadPoolExecutor executor(2);
  Promise<void> one("one");
  Promise<void> two("two");
  const auto first = executor.submit("first", [&] {
    one.set_result();
    two.future().result();
  });
  const auto second = executor.submit("second", [&] {
    two.set_result();
    one.future().result();
  });
  first.result();
  second.result();
}

TEST(ThreadPool, DestroyingItRunsWhatWasSubmitted) {
  std::atomic<int> ran{0};
  {
    ThreadPoolExecutor executor(3);
    for (int i = 0; i < 100; ++i) executor.submit("count", [&ran] { ++ran; });
  }
  EXPECT_EQ(ran, 100);
}

TEST(ThreadPool, ATaskThatSubmitsWhileItIsDestroyedIsRefused) {
  auto executor = std::make_unique<ThreadPoolExecutor>(1);
  ThreadPoolExecutor* const raw = executor.get();
  Promise<void> started("started");
  // Submits until it is refused, which happens once the destructor has begun.
  auto refused = raw->submit("outer", [raw, &started]() -> std::string {
    started.set_result();
    try {
      while (true) raw->submit("inner", [] {});
    } catch (const ExecutorShutDown& error) {
      return error.what();
    }
  });
  started.future().result();
  executor.reset();
  EXPECT_THAT(refused.result(), HasSubstr("cannot submit inner"));
}

TEST(ThreadPool, NeedsAWorker) {
  EXPECT_THROW(ThreadPoolExecutor(0), NoWorkers);
}

TEST(RunOnExecutor, KeepsNameAndDocAndGivesAFuture) {
  ThreadPoolExecutor executor(1);
  const auto add =
      run_on_executor(executor, def("add", "Adds.", [](int a, int b) { return a + b; }));
  EXPECT_EQ(add.name(), "add");
  EXPECT_EQ(add.doc(), "Adds.");
  const Future<int> sum = add(2, 3);
  EXPECT_EQ(sum.name(), "add");
  EXPECT_EQ(sum.result(), 5);
}

TEST(RunOnExecutor, ArgumentsThatAreMoveOnlyReachTheWorker) {
  ThreadPoolExecutor executor(1);
  const auto take =
      run_on_executor(executor, def("take", [](std::unique_ptr<int> p) { return *p; }));
  EXPECT_EQ(take(std::make_unique<int>(4)).result(), 4);
}

TEST(RunOnExecutor, ArgumentsDieWithTheirTask) {
  const auto held = std::make_shared<int>(1);
  {
    ThreadPoolExecutor executor(1);
    const auto use = run_on_executor(executor, def("use", [](std::shared_ptr<int>) {}));
    use(held).result();
  }
  EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace eyewall::fakeloop
