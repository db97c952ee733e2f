// run_sync: the loop runs until one function has its result, and leaves nothing behind.
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
#include "core/concurrent/error.h"
#include "core/ioloop/fake_time.h"
#include "core/sys/captured_log.h"
#include "core/trace/recording.h"
#include "trace/exception_text.h"

namespace eyewall {
namespace {

using namespace std::chrono_literals;
using stack_context::ExceptionStackContext;
using test::CapturedLog;
using test::error;
using test::FakeTime;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct RunSync : testing::Test {
  IOLoop loop;
  void stop_after_this_turn() {
    loop.add_callback([this] { loop.stop(); });
  }
};

TEST_F(RunSync, GivesTheResultOfAValueOrAFuture) {
  EXPECT_EQ(run_sync(loop, [] { return 7; }), 7);
  EXPECT_EQ(run_sync(loop, [] { return done_future(std::string("x")); }), "x");
  bool ran = false;
  run_sync(loop, [&] { ran = true; });
  EXPECT_TRUE(ran);
  EXPECT_EQ(run_sync(loop,
                     [&] {
                       Future<int> later;
                       loop.add_timeout(1ms, [later]() mutable { later.set_result(8); });
                       return later;
                     }),
            8);
}

TEST_F(RunSync, GivesMoveOnlyResults) {
  EXPECT_EQ(*run_sync(loop, [] { return std::make_unique<int>(7); }), 7);
}

TEST_F(RunSync, ThrowsWhatTheFunctionOrItsFutureThrows) {
  EXPECT_THROW(run_sync(loop, []() -> int { throw std::out_of_range("x"); }), std::out_of_range);
  EXPECT_THROW(run_sync(loop,
                        [] {
                          Future<void> failed;
                          failed.set_exception(error("x"));
                          return failed;
                        }),
               std::runtime_error);
}

TEST_F(RunSync, TimesOutAndNamesTheTime) {
  FakeTime time;
  const auto never = std::make_shared<Future<int>>();
  try {
    run_sync(
        time.loop, [&] { return *never; }, 1500ms);
    FAIL() << "it has a result";
  } catch (const TimeoutError& timeout) {
    EXPECT_STREQ(timeout.what(), "Operation timed out after 1.500000 seconds");
  }
}

TEST_F(RunSync, ThatTimedOutDoesNotStopALaterStart) {
  FakeTime time;
  Future<int> late;
  EXPECT_THROW(run_sync(
                   time.loop, [&] { return late; }, 1s),
               TimeoutError);
  late.set_result(7);
  bool reached = false;
  time.loop.add_timeout(5s, [&] {
    reached = true;
    time.loop.stop();
  });
  time.loop.start();
  EXPECT_TRUE(reached);
}

TEST_F(RunSync, InTimeLeavesNoTimeoutBehind) {
  FakeTime time;
  EXPECT_EQ(run_sync(
                time.loop, [] { return 7; }, 1s),
            7);
  bool reached = false;
  time.loop.add_timeout(5s, [&] {
    reached = true;
    time.loop.stop();
  });
  time.loop.start();
  EXPECT_TRUE(reached);
}

TEST_F(RunSync, OnALoopThatIsStoppedSaysSoAndDoesNotRunLater) {
  bool ran = false;
  loop.stop();
  try {
    run_sync(loop, [&] { ran = true; });
    FAIL() << "it ran";
  } catch (const TimeoutError& stopped) {
    EXPECT_THAT(stopped.what(), HasSubstr("stopped before"));
  }
  stop_after_this_turn();
  loop.start();
  EXPECT_FALSE(ran) << "its caller is gone";
}

TEST_F(RunSync, ThatIsGivenUpKeepsNothingAlive) {
  const auto owned = std::make_shared<int>();
  {
    FakeTime time;
    EXPECT_THROW(run_sync(
                     time.loop,
                     [owned] {
                       Future<int> never;
                       never.add_done_callback([owned](const auto&) {});
                       return never;
                     },
                     1s),
                 TimeoutError);
  }
  EXPECT_EQ(owned.use_count(), 1);
}

}  // namespace
}  // namespace eyewall
