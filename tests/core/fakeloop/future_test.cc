// Future and Promise: a result, an exception, callbacks; from one thread and from two.
#include "fakeloop/future.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "functional/named.h"

namespace eyewall::fakeloop {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::exception_ptr error(const char* message) {
  return std::make_exception_ptr(std::runtime_error(message));
}

TEST(FakeFuture, GivesEachCallerTheResult) {
  Promise<std::string> promise("p");
  const auto future = promise.future();
  const auto copy = future;
  EXPECT_FALSE(future.done());
  promise.set_result("done");
  EXPECT_TRUE(copy.done());
  EXPECT_EQ(future.result(), "done");
  EXPECT_EQ(copy.result(), "done");
}

TEST(FakeFuture, ThrowsTheExceptionToEachCaller) {
  Promise<int> promise("p");
  promise.set_exception(error("bad"));
  EXPECT_THROW(promise.future().result(), std::runtime_error);
  EXPECT_THROW(promise.future().result(), std::runtime_error);
}

TEST(FakeFuture, ResultWaitsForTheOtherThread) {
  Promise<int> promise("p");
  std::thread other([&promise] { promise.set_result(7); });
  EXPECT_EQ(promise.future().result(), 7);
  other.join();
}

TEST(FakeFuture, ShowsItsNameAndState) {
  Promise<int> promise("test_block");
  EXPECT_EQ(promise.future().repr(), "<Future test_block state=pending>");
  promise.set_running();
  EXPECT_EQ(promise.future().repr(), "<Future test_block state=running>");
  promise.set_result(1);
  EXPECT_EQ(promise.future().repr(), "<Future test_block state=finished>");
}

TEST(FakeFuture, CallsEachCallbackOnceInOrderWhenItIsDone) {
  Promise<int> promise("p");
  std::vector<int> seen;
  promise.future().add_done_callback([&seen](Future<int> f) { seen.push_back(f.result()); });
  promise.future().add_done_callback([&seen](Future<int> f) { seen.push_back(f.result() + 1); });
  EXPECT_TRUE(seen.empty());
  promise.set_result(1);
  EXPECT_THAT(seen, ElementsAre(1, 2));
}

TEST(FakeFuture, ACallbackAddedLateIsCalledAtOnce) {
  Promise<int> promise("p");
  promise.set_result(1);
  std::vector<int> seen;
  promise.future().add_done_callback([&seen](Future<int> f) { seen.push_back(f.result()); });
  EXPECT_THAT(seen, ElementsAre(1));
}

TEST(FakeFuture, ACallbackMayAddAnother) {
  Promise<int> promise("p");
  std::vector<int> seen;
  promise.future().add_done_callback([&seen](Future<int> f) {
    seen.push_back(1);
    f.add_done_callback([&seen](Future<int>) { seen.push_back(2); });
    seen.push_back(3);
  });
  promise.set_result(0);
  EXPECT_THAT(seen, ElementsAre(1, 2, 3));
}

TEST(FakeFuture, WhatACallbackThrowsIsToldAndTheNextOneRuns) {
  testing::internal::CaptureStderr();
  Promise<int> promise("p");
  bool ran = false;
  promise.future().add_done_callback(
      named("breaks", [](Future<int>) { throw std::runtime_error("no luck"); }));
  promise.future().add_done_callback([&ran](Future<int>) { ran = true; });
  EXPECT_NO_THROW(promise.set_result(1));
  EXPECT_TRUE(ran);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("breaks: std::runtime_error"));
}

TEST(FakeFuture, ASecondResultIsRefusedAndTheFirstOneStays) {
  Promise<int> promise("twice");
  promise.set_result(1);
  EXPECT_THROW(promise.set_result(2), AlreadyFinished);
  EXPECT_THROW(promise.set_exception(error("bad")), AlreadyFinished);
  EXPECT_THROW(promise.set_running(), AlreadyFinished);
  EXPECT_EQ(promise.future().result(), 1);
}

TEST(FakeFuture, AnAbandonedPromiseIsBrokenSoThatNobodyWaitsForEver) {
  auto promise = std::make_unique<Promise<int>>("abandoned");
  const auto future = promise->future();
  bool told = false;
  future.add_done_callback([&told](Future<int>) { told = true; });
  promise.reset();
  EXPECT_TRUE(told);
  EXPECT_THROW(future.result(), BrokenPromise);
}

TEST(FakeFuture, WhoeverWaitsForTheResultMayDestroyThePromiseAtOnce) {
  for (int round = 0; round < 200; ++round) {
    auto promise = std::make_unique<Promise<int>>("short-lived");
    std::thread setter([raw = promise.get()] { raw->set_result(1); });
    promise->future().result();
    promise.reset();
    setter.join();
  }
}

TEST(FakeFuture, AnEmptyCallbackIsRefused) {
  Promise<int> promise("p");
  EXPECT_THROW(promise.future().add_done_callback(nullptr), BadCall);
}

TEST(FakeFuture, ACallbackIsDestroyedOnceItHasRun) {
  Promise<int> promise("p");
  const auto held = std::make_shared<int>(1);
  promise.future().add_done_callback([held](Future<int>) {});
  EXPECT_EQ(held.use_count(), 2);
  promise.set_result(1);
  EXPECT_EQ(held.use_count(), 1);
}

TEST(FakeFuture, CallbacksAddedWhileAnotherThreadSetsTheResultRunExactlyOnce) {
  for (int round = 0; round < 200; ++round) {
    Promise<int> promise("race");
    std::atomic<int> calls{0};
    std::thread setter([&promise] { promise.set_result(1); });
    for (int i = 0; i < 3; ++i) {
      promise.future().add_done_callback([&calls](Future<int>) { ++calls; });
    }
    setter.join();
    EXPECT_EQ(calls, 3);
  }
}

}  // namespace
}  // namespace eyewall::fakeloop
