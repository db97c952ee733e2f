// sleep, moment, with_timeout: on a clock that nobody waits for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "core/gen/on_loop.h"

namespace eyewall {
namespace {

using namespace std::chrono_literals;
using gen::Callback;
using gen::Coroutine;
using gen::ResultCallback;
using gen::Wait;
using gen::WaitAll;
using test::after_turns;
using test::delay_callback;
using test::failed;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Time : test::OnLoop {};

Coroutine<> sleeps_for(IOLoop::Duration duration) {
  co_yield gen::sleep(duration);
}

TEST_F(Time, SleepWaitsOnTheLoopsClock) {
  const auto begin = loop.time();
  result_of(gen::coroutine(sleeps_for)(90s));
  EXPECT_EQ(loop.time() - begin, 90s);
  result_of(gen::coroutine(sleeps_for)(0s));
  result_of(gen::coroutine(sleeps_for)(-1s));
  EXPECT_EQ(loop.time() - begin, 90s);
}

Coroutine<> takes_turns(std::vector<std::string>* story, std::string name) {
  for (int i = 0; i < 2; ++i) {
    story->push_back(name);
    co_await gen::moment();
  }
}

TEST_F(Time, AMomentLetsOthersHaveATurn) {
  std::vector<std::string> story;
  auto a = gen::coroutine(takes_turns)(&story, "a");
  auto b = gen::coroutine(takes_turns)(&story, "b");
  result_of(a);
  result_of(b);
  EXPECT_THAT(story, ElementsAre("a", "b", "a", "b"));
}

TEST_F(Time, WithTimeoutGivesTheResultThatComesInTime) {
  const auto begin = loop.time();
  EXPECT_EQ(result_of(gen::with_timeout(10s, after_turns(2, 7))), 7);
  EXPECT_EQ(gen::with_timeout(10s, done_future(8)).result(), 8);
  EXPECT_EQ(error_of(gen::with_timeout(10s, failed("in time"))), "std::runtime_error: in time");
  Future<int> fails_in_time;
  loop.add_timeout(1s, [fails_in_time]() mutable {
    fails_in_time.set_exception(std::make_exception_ptr(std::out_of_range("x")));
  });
  EXPECT_EQ(error_of(gen::with_timeout(loop.time() + 10s, fails_in_time)), "std::out_of_range: x");
  EXPECT_LT(loop.time() - begin, 10s) << "the timeouts are gone";
}

TEST_F(Time, WithTimeoutOfTheLongestDurationNeverTimesOut) {
  const auto forever = IOLoop::Duration::max();
  EXPECT_EQ(result_of(gen::with_timeout(forever, after_turns(2, 7))), 7);
}

TEST_F(Time, WithTimeoutThrowsWhenTheTimeIsUpAndTheFutureGoesOn) {
  Future<int> late;
  EXPECT_EQ(error_of(gen::with_timeout(5s, late)), "gen::TimeoutError: Timeout");
  late.set_result(7);
  turn(2);
  EXPECT_EQ(late.result(), 7);
  EXPECT_THAT(log.messages(), IsEmpty());
}

TEST_F(Time, WithTimeoutLogsAnExceptionThatComesTooLate) {
  Future<int> late;
  EXPECT_EQ(error_of(gen::with_timeout(5s, late)), "gen::TimeoutError: Timeout");
  late.set_exception(std::make_exception_ptr(std::runtime_error("too late")));
  turn(2);
  EXPECT_THAT(log.messages(),
              ElementsAre("Exception in a future after its timeout: std::runtime_error: too late"));
}

}  // namespace
}  // namespace eyewall
