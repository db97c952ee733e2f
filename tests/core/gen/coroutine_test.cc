// gen::coroutine and gen::engine: when they run, what they return, how deep they may call.
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

using Story = std::vector<std::string>;

struct Coroutines : test::OnLoop {
  Story story;
};

// --- when it runs ---

Coroutine<int> one_yield(Story* story, Future<int> future) {
  story->push_back("begins");
  const int value = co_yield std::move(future);
  story->push_back("goes on");
  co_return value + 1;
}

TEST_F(Coroutines, StartAtOnceAndRunToTheFirstYieldThatIsNotReady) {
  Future<int> future;
  auto result = gen::coroutine(one_yield)(&story, future);
  EXPECT_THAT(story, ElementsAre("begins"));
  future.set_result(1);
  EXPECT_THAT(story, ElementsAre("begins")) << "one trip through the loop, never at once";
  EXPECT_EQ(result_of(result), 2);
}

TEST_F(Coroutines, DoNotEvenSuspendAtAFutureThatIsDone) {
  auto result = gen::coroutine(one_yield)(&story, done_future(1));
  EXPECT_TRUE(result.done()) << "without the loop";
  EXPECT_EQ(result.result(), 2);
}

Coroutine<int> no_yield(int value) {
  co_return value;
}
Coroutine<> nothing() {
  co_return;
}
int plain(int value) {
  return value;
}
void plain_nothing() {}

TEST_F(Coroutines, WithoutAYieldAreDoneWhenTheCallReturns) {
  EXPECT_EQ(gen::coroutine(no_yield)(7).result(), 7);
  EXPECT_TRUE(gen::coroutine(nothing)().done());
}

TEST_F(Coroutines, MayBePlainFunctions) {
  EXPECT_EQ(gen::coroutine(plain)(7).result(), 7);
  EXPECT_TRUE(gen::coroutine(plain_nothing)().done());
  EXPECT_EQ(gen::coroutine([](std::string s) { return s.size(); })("abc").result(), 3u);
}

TEST_F(Coroutines, ThatAreNotDecoratedDoNotRun) {
  { const auto never = one_yield(&story, Future<int>()); }
  EXPECT_THAT(story, IsEmpty());
}

// --- Return ---

Coroutine<std::string> returns_by_throwing(bool early) {
  if (early) throw gen::Return(std::string("thrown"));
  co_await gen::moment();
  throw gen::Return(std::string("thrown later"));
}
Coroutine<> stops_by_throwing(Story* story) {
  story->push_back("before");
  throw gen::Return();
  story->push_back("behind");
  co_return;
}
Coroutine<std::string> returns_another_type() {
  throw gen::Return("a char pointer");
  co_return "";
}
Coroutine<> returns_something() {
  throw gen::Return(7);
  co_return;
}

TEST_F(Coroutines, MayReturnByThrowingReturn) {
  const auto returns = gen::coroutine(returns_by_throwing);
  EXPECT_EQ(returns(true).result(), "thrown");
  EXPECT_EQ(result_of(returns(false)), "thrown later");
  EXPECT_TRUE(gen::coroutine(stops_by_throwing)(&story).done());
  EXPECT_THAT(story, ElementsAre("before"));
}

TEST_F(Coroutines, MayReturnByThrowingReturnInAPlainFunctionToo) {
  EXPECT_EQ(gen::coroutine([]() -> int { throw gen::Return(7); })().result(), 7);
  EXPECT_NO_THROW(gen::coroutine([] { throw gen::Return(); })().result());
  EXPECT_THROW(gen::coroutine([]() -> int { throw gen::Return("7"); })().result(),
               gen::BadReturnError);
}

TEST_F(Coroutines, ThatReturnAnotherTypeAreToldSo) {
  EXPECT_THAT(error_of(gen::coroutine(returns_another_type)()),
              HasSubstr("gen::BadReturnError: gen::Return holds a value of another type"));
  EXPECT_THROW(gen::coroutine(returns_something)().result(), gen::BadReturnError);
}

// --- coroutines of coroutines ---

Coroutine<int> sum_to(int n) {
  if (n == 0) co_return 0;
  co_await gen::moment();
  const int rest = co_await gen::coroutine(sum_to)(n - 1);
  co_return n + rest;
}

TEST_F(Coroutines, MayCallThemselvesDeeply) {
  EXPECT_EQ(result_of(gen::coroutine(sum_to)(1000)), 500'500);
}

Coroutine<int> adds_done_ones(int times) {
  int sum = 0;
  for (int i = 0; i < times; ++i) sum += co_yield done_future(1);
  co_return sum;
}
Coroutine<int> adds_coroutines(int times) {
  int sum = 0;
  for (int i = 0; i < times; ++i) sum += co_yield gen::coroutine(no_yield)(1);
  co_return sum;
}
Coroutine<int> catches_done_ones(int times) {
  int sum = 0;
  for (int i = 0; i < times; ++i) {
    try {
      co_yield failed("x");
    } catch (const std::runtime_error&) {
      ++sum;
    }
  }
  co_return sum;
}

TEST_F(Coroutines, DoNotGrowTheStackByYieldsOfDoneFutures) {
  EXPECT_EQ(gen::coroutine(adds_done_ones)(100'000).result(), 100'000);
  EXPECT_EQ(gen::coroutine(adds_coroutines)(100'000).result(), 100'000);
  EXPECT_EQ(gen::coroutine(catches_done_ones)(100'000).result(), 100'000);
}

Coroutine<int> awaits(Future<int> f) {
  co_return co_await std::move(f);
}

TEST_F(Coroutines, MayAllWaitForOneFuture) {
  Future<int> future;
  std::vector<Future<int>> results;
  for (int i = 0; i < 10; ++i) results.push_back(gen::coroutine(awaits)(future));
  future.set_result(7);
  for (auto& result : results) EXPECT_EQ(result_of(result), 7);
}

TEST_F(Coroutines, KeepTheOrderInWhichTheyBeganToWait) {
  Future<int> future;
  Story order;
  for (const char* name : {"first", "second", "third"}) {
    add_future(loop, gen::coroutine(awaits)(future),
               [&order, name](const Future<int>&) { order.push_back(name); });
  }
  future.set_result(7);
  turn(4);
  EXPECT_THAT(order, ElementsAre("first", "second", "third"));
}

// --- engine ---

Coroutine<> engine_body(Story* story, Future<int> future) {
  story->push_back(std::to_string(co_yield std::move(future)));
}

TEST_F(Coroutines, AsEnginesReturnNothing) {
  static_assert(std::is_void_v<decltype(gen::engine(engine_body)(&story, Future<int>()))>);
  gen::engine(engine_body)(&story, after_turns(2, 7));
  turn(5);
  EXPECT_THAT(story, ElementsAre("7"));
  gen::engine([](Story* s) { s->push_back("plain"); })(&story);
  EXPECT_THAT(story, ElementsAre("7", "plain"));
}

TEST_F(Coroutines, AsEnginesThrowAtOnceAtTheirCaller) {
  EXPECT_THROW(gen::engine(engine_body)(&story, failed("now")), std::runtime_error);
  EXPECT_THROW(gen::engine([] { throw std::out_of_range("plain"); })(), std::out_of_range);
}

TEST_F(Coroutines, AsEnginesThrowLaterIntoTheContextOfTheirCall) {
  std::string caught;
  stack_context::with(stack_context::ExceptionStackContext{[&](std::exception_ptr error) {
                        caught = describe(error).message;
                        return true;
                      }},
                      [&] {
                        Future<int> later;
                        gen::engine(engine_body)(&story, later);
                        loop.add_callback([later]() mutable {
                          later.set_exception(std::make_exception_ptr(std::runtime_error("later")));
                        });
                      });
  turn(4);
  EXPECT_EQ(caught, "later");
  gen::engine(engine_body)(&story, after_turns(1, 7));
  EXPECT_THAT(log.messages(), IsEmpty());
}

// --- contexts ---

Coroutine<> holds_a_null_context() {
  const stack_context::NullContext across_the_yield;
  co_await gen::moment();
}

TEST_F(Coroutines, ThatYieldInsideAContextAreToldSo) {
  EXPECT_THROW(gen::coroutine(holds_a_null_context)(),
               stack_context::StackContextInconsistentError);
  turn(2);
}

}  // namespace
}  // namespace eyewall
