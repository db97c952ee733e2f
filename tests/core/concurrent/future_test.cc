// Future: one result or one exception, and everybody who waits for it is told.
#include "concurrent/future.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "core/concurrent/error.h"
#include "core/sys/captured_log.h"
#include "core/trace/recording.h"

namespace eyewall {
namespace {

using test::CapturedLog;
using test::error;
using test::Recording;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Future, IsNotDoneUntilItHasAResult) {
  Future<int> future;
  EXPECT_FALSE(future.done());
  EXPECT_TRUE(future.running());
  EXPECT_THROW(future.result(), FutureNotDoneError);
  EXPECT_THROW(future.take(), FutureNotDoneError);
  EXPECT_THROW(future.exception(), FutureNotDoneError);
  future.set_result(7);
  EXPECT_TRUE(future.done());
  EXPECT_FALSE(future.running());
  EXPECT_EQ(future.result(), 7);
  EXPECT_EQ(future.exception(), nullptr);
}

TEST(Future, OfVoidIsDoneWithoutAValue) {
  Future<void> future;
  future.set_result();
  EXPECT_NO_THROW(future.result());
  EXPECT_NO_THROW(future.take());
}

TEST(Future, ThrowsTheExceptionThatItWasGivenToEachWhoAsks) {
  Future<int> future;
  future.set_exception(error("broken"));
  EXPECT_TRUE(future.done());
  EXPECT_THROW(future.result(), std::runtime_error);
  EXPECT_THROW(future.take(), std::runtime_error);
  EXPECT_NE(future.exception(), nullptr);
}

TEST(Future, TakesOneResultOrOneException) {
  Future<int> with_result;
  with_result.set_result(1);
  EXPECT_THROW(with_result.set_result(2), FutureDoneError);
  EXPECT_THROW(with_result.set_exception(error("x")), FutureDoneError);
  EXPECT_EQ(with_result.result(), 1);
  Future<int> with_exception;
  with_exception.set_exception(error("first"));
  EXPECT_THROW(with_exception.set_result(2), FutureDoneError);
  EXPECT_THROW(with_exception.result(), std::runtime_error);
}

TEST(Future, TakesNoExceptionThatIsNone) {
  Future<int> future;
  EXPECT_THROW(future.set_exception(nullptr), std::invalid_argument);
  EXPECT_FALSE(future.done());
}

TEST(Future, CannotBeCancelled) {
  EXPECT_FALSE(Future<int>().cancel());
}

TEST(Future, CallsItsCallbacksInTheOrderOfAddingWhenItIsDone) {
  Future<int> future;
  std::vector<int> order;
  for (int i = 0; i < 5; ++i) {
    future.add_done_callback([&order, i](Future<int> done) {
      EXPECT_EQ(done.result(), 7);
      order.push_back(i);
    });
  }
  EXPECT_THAT(order, IsEmpty());
  future.set_result(7);
  EXPECT_THAT(order, ElementsAre(0, 1, 2, 3, 4));
}

TEST(Future, CallsACallbackAtOnceWhenItIsDoneAlready) {
  bool called = false;
  done_future(std::string("x")).add_done_callback([&](auto done) {
    called = done.result() == "x";
  });
  EXPECT_TRUE(called);
}

TEST(Future, ACallbackThatThrowsDoesNotKeepTheOthersFromRunning) {
  Future<void> future;
  std::vector<int> order;
  for (int i = 0; i < 4; ++i) {
    future.add_done_callback([&order, i](const auto&) {
      order.push_back(i);
      if (i % 2 == 1) throw std::runtime_error(std::to_string(i));
    });
  }
  try {
    future.set_result();
    FAIL() << "nothing came out";
  } catch (const std::runtime_error& first) {
    EXPECT_STREQ(first.what(), "1");
  }
  EXPECT_THAT(order, ElementsAre(0, 1, 2, 3));
  EXPECT_TRUE(future.done());
}

TEST(Future, ACallbackMayAddAnotherWhichRunsAtOnce) {
  Future<void> future;
  std::vector<std::string> order;
  future.add_done_callback([&](Future<void> done) {
    order.push_back("first begins");
    done.add_done_callback([&](const auto&) { order.push_back("added"); });
    order.push_back("first ends");
  });
  future.add_done_callback([&](const auto&) { order.push_back("second"); });
  future.set_result();
  EXPECT_THAT(order, ElementsAre("first begins", "added", "first ends", "second"));
}

TEST(Future, ACallbackMayDropTheLastHandle) {
  auto future = std::make_unique<Future<std::string>>();
  Future<std::string>& it = *future;
  it.add_done_callback([&](const auto&) { future.reset(); });
  std::string seen;
  it.add_done_callback([&](const auto& done) { seen = done.result(); });
  it.set_result("still here");
  EXPECT_EQ(seen, "still here");
}

TEST(Future, ThatIsDroppedUndoneDestroysItsCallbacksUncalled) {
  const auto owned = std::make_shared<int>();
  {
    Future<int> future;
    future.add_done_callback([owned](const auto&) { FAIL() << "called"; });
    EXPECT_EQ(owned.use_count(), 2);
  }
  EXPECT_EQ(owned.use_count(), 1);
}

// --- an exception that nobody looks at ---

struct Lost : testing::Test {
  void SetUp() override { SKIP_WHEN_RECORDED(); }
  CapturedLog log;
};

TEST_F(Lost, IsLoggedAndTracedWhenTheLastHandleGoes) {
  const Recording recording;
  {
    Future<int> future;
    const Future<int> copy = future;
    future.set_exception(error("unseen"));
    EXPECT_THAT(log.messages(), IsEmpty());
  }
  EXPECT_THAT(
      log.messages(),
      ElementsAre("Nobody looked at the exception of a future: std::runtime_error: unseen"));
  const auto lost = recording.events("future.lost").at(0);
  EXPECT_EQ(lost["error"], "unseen");
  EXPECT_EQ(lost["cause"], recording.events("future.reject").at(0)["seq"]);
}

TEST_F(Lost, IsNotWhatSomebodyLookedAt) {
  const Recording recording;
  const auto failed = [] {
    Future<int> future;
    future.set_exception(error("seen"));
    return future;
  };
  EXPECT_NE(failed().exception(), nullptr);
  EXPECT_THROW(failed().result(), std::runtime_error);
  EXPECT_THROW(failed().take(), std::runtime_error);
  EXPECT_THAT(log.messages(), IsEmpty());
  EXPECT_THAT(recording.events("future.lost"), IsEmpty());
}

TEST_F(Lost, IsNotAResultThatNobodyTook) {
  static_cast<void>(done_future(7));
  EXPECT_THAT(log.messages(), IsEmpty());
}

TEST_F(Lost, IsStillWhatWasOnlyToldToACallbackThatDidNotLook) {
  {
    Future<int> future;
    future.add_done_callback([](const Future<int>& done) { EXPECT_TRUE(done.done()); });
    future.set_exception(error("unseen"));
  }
  EXPECT_EQ(log.messages().size(), 1u);
}

}  // namespace
}  // namespace eyewall
