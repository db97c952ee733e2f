// How an exception gets out of a coroutine, and into it at its yield.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/gen/on_loop.h"

namespace eyewall {
namespace {

using namespace std::chrono_literals;
using gen::Coroutine;
using test::after_turns;
using test::failed;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct CoroutineExceptions : test::OnLoop {};

Coroutine<int> fails_at_once() {
  throw std::out_of_range("at once");
  co_return 0;
}
Coroutine<int> fails_later() {
  co_await gen::moment();
  throw std::out_of_range("later");
}

TEST_F(CoroutineExceptions, PutWhatTheyLetOutIntoTheirFuture) {
  EXPECT_EQ(error_of(gen::coroutine(fails_at_once)()), "std::out_of_range: at once");
  EXPECT_EQ(error_of(gen::coroutine(fails_later)()), "std::out_of_range: later");
  const auto plain_failure = [](int) -> int { throw std::out_of_range("plain"); };
  EXPECT_EQ(error_of(gen::coroutine(plain_failure)(0)), "std::out_of_range: plain");
  EXPECT_THAT(log.messages(), IsEmpty());
}

TEST_F(CoroutineExceptions, WhoseFailureNobodyLooksAtAreReported) {
  static_cast<void>(gen::coroutine(fails_later)());
  turn(2);
  EXPECT_THAT(log.messages(), ElementsAre(HasSubstr("std::out_of_range: later")));
}

// --- exceptions into it, at its yield ---

Coroutine<std::string> catches_with_co_yield(Future<int> future) {
  std::string text = "nothing";
  try {
    co_yield std::move(future);
  } catch (const std::runtime_error& error) {
    text = error.what();
  }
  co_yield gen::sleep(1s);  // and goes on
  co_return "caught " + text;
}
Coroutine<std::string> catches_with_co_await(Future<int> future) {
  std::string text = "nothing";
  try {
    co_await std::move(future);
  } catch (const std::runtime_error& error) {
    text = error.what();
  }
  co_await gen::sleep(1s);
  co_return "caught " + text;
}

TEST_F(CoroutineExceptions, CatchWhatTheirFutureFailsWithAtTheYieldAndGoOn) {
  for (const auto decorated :
       {gen::coroutine(catches_with_co_yield), gen::coroutine(catches_with_co_await)}) {
    EXPECT_EQ(result_of(decorated(failed("already"))), "caught already");
    Future<int> later;
    auto result = decorated(later);
    later.set_exception(std::make_exception_ptr(std::runtime_error("later")));
    EXPECT_EQ(result_of(result), "caught later");
  }
}

Coroutine<int> passes_on(Future<int> future) {
  co_return co_yield std::move(future);
}

TEST_F(CoroutineExceptions, PassOnWhatTheyDoNotCatchThroughAnyNumberOfCallers) {
  const auto decorated = gen::coroutine(passes_on);
  EXPECT_EQ(error_of(decorated(decorated(decorated(failed("deep"))))), "std::runtime_error: deep");
  EXPECT_THAT(log.messages(), IsEmpty());
}

Coroutine<std::string> schedules_a_failing_callback(IOLoop* loop, Future<int> never) {
  loop->add_callback([] { throw std::runtime_error("in my callback"); });
  try {
    co_yield std::move(never);
  } catch (const std::runtime_error& error) {
    co_return error.what();
  }
  co_return "nothing";
}
Coroutine<> schedules_a_failing_timeout(IOLoop* loop) {
  loop->add_timeout(1s, [] { throw std::runtime_error("in my timeout"); });
  co_yield gen::sleep(10s);
}

TEST_F(CoroutineExceptions, AreThrownWhatTheCallbacksThatTheyScheduledThrow) {
  const Future<int> never;
  EXPECT_EQ(result_of(gen::coroutine(schedules_a_failing_callback)(&loop, never)),
            "in my callback");
  EXPECT_EQ(error_of(gen::coroutine(schedules_a_failing_timeout)(&loop)),
            "std::runtime_error: in my timeout");
  EXPECT_THAT(log.messages(), IsEmpty());
}

Coroutine<> leaves_a_failing_callback(IOLoop* loop) {
  loop->add_callback([] { throw std::runtime_error("too late for me"); });
  co_return;
}

TEST_F(CoroutineExceptions, ThatAreOverAreNotThrownAnythingAndItIsLogged) {
  EXPECT_TRUE(gen::coroutine(leaves_a_failing_callback)(&loop).done());
  turn(2);
  EXPECT_THAT(log.messages(), ElementsAre(HasSubstr("too late for me")));
}

Coroutine<int> ends_with(Future<int> future, IOLoop* loop) {
  loop->add_callback([] { throw std::runtime_error("first"); });
  loop->add_callback([] { throw std::runtime_error("second"); });
  co_return co_yield std::move(future);
}

TEST_F(CoroutineExceptions, TakeTheFirstOfTwoExceptionsAndTheSecondGoesFurtherOut) {
  const Future<int> never;
  EXPECT_EQ(error_of(gen::coroutine(ends_with)(never, &loop)), "std::runtime_error: first");
  turn(2);
  EXPECT_THAT(log.messages(), ElementsAre(HasSubstr("second")));
}

}  // namespace
}  // namespace eyewall
