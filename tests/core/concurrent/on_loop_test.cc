// Between futures and the loop: add_future, run_on_executor, return_future.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "concurrent/add_future.h"
#include "concurrent/run_on_executor.h"
#include "core/ioloop/fake_time.h"
#include "core/sys/captured_log.h"
#include "core/trace/recording.h"
#include "trace/exception_text.h"

namespace eyewall {
namespace {

using namespace std::chrono_literals;
using stack_context::ExceptionStackContext;
using test::CapturedLog;
using test::FakeTime;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string text_of(const std::exception_ptr& thrown) {
  return describe(thrown).message;
}

struct OnLoop : testing::Test {
  IOLoop loop;
  std::vector<std::string> story;
  void stop_after_this_turn() {
    loop.add_callback([this] { loop.stop(); });
  }
};

// --- add_future ---

TEST_F(OnLoop, AddFutureRunsItsCallbackThroughTheLoopNeverAtOnce) {
  Future<int> future;
  add_future(loop, future, [&](Future<int> done) {
    story.push_back("callback " + std::to_string(done.result()));
    loop.stop();
  });
  future.set_result(7);
  story.push_back("set");
  add_future(loop, done_future(8), [&](const Future<int>&) { story.push_back("done already"); });
  story.push_back("added");
  loop.start();
  EXPECT_THAT(story, ElementsAre("set", "added", "callback 7", "done already"));
}

TEST_F(OnLoop, AddFuturesCallbackNeedNotTakeTheFuture) {
  add_future(loop, done_future(7), [&] { loop.stop(); });
  loop.start();
}

TEST_F(OnLoop, AddFuturesCallbackRunsInTheContextInWhichItWasAdded) {
  Future<int> future;
  std::string caught;
  stack_context::with(ExceptionStackContext{[&](std::exception_ptr thrown) {
                        caught = text_of(thrown);
                        return true;
                      }},
                      [&] {
                        add_future(loop, future, [](const Future<int>&) {
                          throw std::runtime_error("in the callback");
                        });
                      });
  future.set_result(7);
  stop_after_this_turn();
  loop.start();
  EXPECT_EQ(caught, "in the callback");
}

TEST_F(OnLoop, AFutureSetOnAnotherThreadCallsBackOnTheLoops) {
  Future<int> future;
  const auto here = std::this_thread::get_id();
  add_future(loop, future, [&](const Future<int>& done) {
    EXPECT_EQ(std::this_thread::get_id(), here);
    EXPECT_EQ(done.result(), 7);
    loop.stop();
  });
  std::thread setter([future]() mutable { future.set_result(7); });
  loop.start();
  setter.join();
}

// --- run_on_executor ---

TEST_F(OnLoop, RunOnExecutorGivesTheFutureOfTheCall) {
  const auto add = run_on_executor(
      dummy_executor(), "add", [](int a, int b) { return a + b; }, loop);
  EXPECT_EQ(add(3, 4).result(), 7);
  const auto fails = run_on_executor(
      dummy_executor(), "fails", [] { throw std::runtime_error("x"); }, loop);
  EXPECT_THROW(fails().result(), std::runtime_error);
}

TEST_F(OnLoop, RunOnExecutorWithACallbackCallsItOnTheLoop) {
  ThreadPoolExecutor pool(1);
  const auto here = std::this_thread::get_id();
  const auto elsewhere = run_on_executor(
      pool, "elsewhere",
      [here](std::string text) {
        EXPECT_NE(std::this_thread::get_id(), here);
        return text + "!";
      },
      loop);
  elsewhere.call(
      [&](std::string result) {
        EXPECT_EQ(std::this_thread::get_id(), here);
        EXPECT_EQ(result, "done!");
        loop.stop();
      },
      "done");
  loop.start();
}

TEST_F(OnLoop, RunOnExecutorWithACallbackShowsAFailureToTheContextOfTheCall) {
  const auto fails = run_on_executor(
      dummy_executor(), "fails", [] { throw std::runtime_error("work"); }, loop);
  std::string caught;
  stack_context::with(ExceptionStackContext{[&](std::exception_ptr thrown) {
                        caught = text_of(thrown);
                        loop.stop();
                        return true;
                      }},
                      [&] { fails.call([] { FAIL() << "called without a result"; }); });
  EXPECT_EQ(caught, "") << "not at once";
  loop.start();
  EXPECT_EQ(caught, "work");
}

TEST_F(OnLoop, RunOnExecutorTakesMoveOnlyArguments) {
  const auto take = run_on_executor(
      dummy_executor(), "take", [](std::unique_ptr<int> p) { return *p; }, loop);
  EXPECT_EQ(take(std::make_unique<int>(7)).result(), 7);
}

// --- return_future ---

struct ReturnFuture : OnLoop {
  CapturedLog log;
};

TEST_F(ReturnFuture, IsDoneWhenTheFunctionCallsItsCallbackNowOrLater) {
  auto now = return_future<int>([](int n, auto callback) { callback(n + 1); });
  EXPECT_EQ(now(6).result(), 7);
  auto later = return_future<std::string>(
      [&](auto callback) { loop.add_callback([callback]() mutable { callback("x"); }); });
  auto future = later();
  EXPECT_FALSE(future.done());
  stop_after_this_turn();
  loop.start();
  EXPECT_EQ(future.result(), "x");
  auto nothing = return_future<void>([](auto callback) { callback(); });
  EXPECT_TRUE(nothing().done());
}

TEST_F(ReturnFuture, ThrowsAtOnceWhatTheFunctionThrowsAtOnce) {
  auto fails = return_future<int>([](auto) { throw std::out_of_range("now"); });
  EXPECT_THROW(fails(), std::out_of_range);
  EXPECT_THAT(log.messages(), IsEmpty()) << "the caller has it: not lost";
}

TEST_F(ReturnFuture, HoldsWhatACallbackOfTheFunctionThrowsLater) {
  auto fails = return_future<int>(
      [&](auto) { loop.add_callback([] { throw std::out_of_range("later"); }); });
  auto future = fails();
  EXPECT_FALSE(future.done());
  stop_after_this_turn();
  loop.start();
  EXPECT_THROW(future.result(), std::out_of_range);
  EXPECT_THAT(log.messages(), IsEmpty());
}

TEST_F(ReturnFuture, AnExceptionBehindTheResultIsNotLostInSilence) {
  auto odd = return_future<int>([&](auto callback) {
    callback(7);
    loop.add_callback([] { throw std::out_of_range("behind the result"); });
  });
  EXPECT_EQ(odd().result(), 7);
  stop_after_this_turn();
  loop.start();
  EXPECT_THAT(log.messages(), ElementsAre(HasSubstr("behind the result")));
  auto odd_at_once = return_future<int>([](auto callback) {
    callback(7);
    throw std::out_of_range("at once");
  });
  EXPECT_THROW(odd_at_once(), std::out_of_range);
}

TEST_F(ReturnFuture, ACallbackCalledTwiceIsTold) {
  auto twice = return_future<int>([](auto callback) {
    callback(1);
    EXPECT_THROW(callback(2), FutureDoneError);
  });
  EXPECT_EQ(twice().result(), 1);
}

}  // namespace
}  // namespace eyewall
