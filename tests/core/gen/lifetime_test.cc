// Who keeps a coroutine alive, when it dies, and how often its result is moved.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "concurrent/executor.h"
#include "core/gen/on_loop.h"
#include "core/trace/recording.h"

namespace eyewall {
namespace {

using namespace std::chrono_literals;
using gen::Callback;
using gen::Coroutine;
using test::Recording;
using testing::ElementsAre;
using testing::IsEmpty;

struct Lifetimes : test::OnLoop {
  std::shared_ptr<int> local = std::make_shared<int>(7);  // a copy lives in each frame
};

Coroutine<int> waits(std::shared_ptr<int> local, Future<int> future) {
  const int value = co_yield std::move(future);
  co_return value + *local;
}

TEST_F(Lifetimes, ACoroutineRunsOnWhenNobodyHoldsItsFuture) {
  Future<int> future;
  bool done = false;
  gen::coroutine(waits)(local, future).add_done_callback([&](const auto&) { done = true; });
  EXPECT_EQ(local.use_count(), 2);
  future.set_result(1);
  turn(2);
  EXPECT_TRUE(done);
  EXPECT_EQ(local.use_count(), 1);
}

TEST_F(Lifetimes, ItsLocalsAreDestroyedWhenItEndsNotWhenItsFutureGoes) {
  auto result = gen::coroutine(waits)(local, done_future(1));
  EXPECT_EQ(local.use_count(), 1);
  EXPECT_EQ(result.result(), 8);
}

TEST_F(Lifetimes, OneThatIsNeverResumedIsDestroyedWhenItsResolverIsDropped) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  {
    Future<int> never;
    const auto result = gen::coroutine(waits)(local, never);
    EXPECT_EQ(local.use_count(), 2);
    never = Future<int>();  // nobody can set it any more
    EXPECT_EQ(local.use_count(), 1);
    EXPECT_FALSE(result.done());
  }
  EXPECT_EQ(recording.events("gen.close").size(), 1u);
}

TEST_F(Lifetimes, WithItAllThatWaitForItAreDestroyed) {
  Future<int> never;
  auto chain = gen::coroutine(waits)(local, never);
  for (int i = 0; i < 50; ++i) chain = gen::coroutine(waits)(local, chain);
  std::vector<Future<int>> others;
  EXPECT_EQ(local.use_count(), 52);
  chain = Future<int>();
  EXPECT_EQ(local.use_count(), 52) << "they could still be resumed";
  never = Future<int>();
  EXPECT_EQ(local.use_count(), 1);
}

Coroutine<> waits_for_several(std::shared_ptr<int>, Future<int> a, Future<int> b) {
  std::vector<Future<int>> both;
  both.push_back(std::move(a));
  both.push_back(std::move(b));
  co_yield std::move(both);
}

TEST_F(Lifetimes, OneThatWaitsForAListIsDestroyedWhenNoneOfItCanBeSet) {
  Future<int> a, b;
  static_cast<void>(gen::coroutine(waits_for_several)(local, a, b));
  a = Future<int>();
  EXPECT_EQ(local.use_count(), 2);
  b = Future<int>();
  EXPECT_EQ(local.use_count(), 1);
}

Coroutine<> waits_for_a_task(std::shared_ptr<int>, std::vector<gen::ResultCallback>* out) {
  co_yield gen::task([out](gen::ResultCallback callback) { out->push_back(std::move(callback)); });
}
Coroutine<> waits_for_a_key(std::shared_ptr<int>, std::vector<gen::ResultCallback>* out) {
  out->push_back(co_yield Callback("k"));
  co_yield gen::Wait<>("k");
}

TEST_F(Lifetimes, OneThatWaitsForACallbackIsDestroyedWithTheCallback) {
  std::vector<gen::ResultCallback> callbacks;
  static_cast<void>(gen::coroutine(waits_for_a_task)(local, &callbacks));
  static_cast<void>(gen::coroutine(waits_for_a_key)(local, &callbacks));
  EXPECT_EQ(local.use_count(), 3);
  callbacks.clear();
  EXPECT_EQ(local.use_count(), 1);
}

Coroutine<> sleeps(std::shared_ptr<int>, IOLoop::Duration duration) {
  co_yield gen::sleep(duration);
}

TEST_F(Lifetimes, OneThatSleepsIsDestroyedWithTheLoop) {
  {
    test::FakeTime short_lived;
    short_lived.loop.make_current();
    static_cast<void>(gen::coroutine(sleeps)(local, 10s));
    static_cast<void>(gen::coroutine(sleeps)(local, 0s));
    EXPECT_EQ(local.use_count(), 3);
  }
  EXPECT_EQ(local.use_count(), 1);
}

Coroutine<> ends_by_an_exception(std::shared_ptr<int>, Future<int> future) {
  co_yield std::move(future);
}

TEST_F(Lifetimes, OneThatEndsByAnExceptionIsDestroyedThen) {
  EXPECT_NE(error_of(gen::coroutine(ends_by_an_exception)(local, test::failed("x"))), "");
  EXPECT_EQ(local.use_count(), 1);
}

Coroutine<> is_thrown_at(std::shared_ptr<int>, IOLoop* loop, Future<int> future) {
  loop->add_callback([] { throw std::runtime_error("x"); });
  co_yield std::move(future);
}

TEST_F(Lifetimes, AFutureThatIsDoneAfterItsWaiterWasThrownAtHurtsNobody) {
  Future<int> late;
  EXPECT_EQ(error_of(gen::coroutine(is_thrown_at)(local, &loop, late)), "std::runtime_error: x");
  late.set_result(7);
  turn(2);
  late = Future<int>();
  EXPECT_EQ(local.use_count(), 1);
}

Coroutine<> destroyed_while_it_waits(std::shared_ptr<std::unique_ptr<Future<int>>> resolver) {
  co_yield **resolver;
}

TEST_F(Lifetimes, WhoeverDropsTheResolverMayBeOwnedByTheFrame) {
  auto resolver = std::make_shared<std::unique_ptr<Future<int>>>(std::make_unique<Future<int>>());
  static_cast<void>(gen::coroutine(destroyed_while_it_waits)(resolver));
  EXPECT_EQ(resolver.use_count(), 2);
  resolver->reset();
  EXPECT_EQ(resolver.use_count(), 1);
}

// --- results ---

struct Counting {
  Counting() = default;
  Counting(const Counting& other) : copies(other.copies + 1), moves(other.moves) {}
  Counting(Counting&& other) noexcept : copies(other.copies), moves(other.moves + 1) {}
  Counting& operator=(const Counting&) = delete;
  int copies = 0;
  int moves = 0;
};

Coroutine<Counting> makes(int turns) {
  for (int i = 0; i < turns; ++i) co_await gen::moment();
  co_return Counting();
}
Coroutine<std::pair<int, int>> counts(int turns) {
  const Counting got = co_yield gen::coroutine(makes)(turns);
  co_return std::pair(got.copies, got.moves);
}
Coroutine<int> counts_a_list(int turns) {
  std::vector<Future<Counting>> list;
  for (int i = 0; i < 3; ++i) list.push_back(gen::coroutine(makes)(turns));
  const auto results = co_yield std::move(list);
  int copies = 0;
  for (const Counting& result : results) copies += result.copies;
  co_return copies;
}

TEST_F(Lifetimes, AResultIsMovedAllTheWayAndNeverCopied) {
  for (const int turns : {0, 1, 5}) {
    const auto [copies, moves] = result_of(gen::coroutine(counts)(turns));
    EXPECT_EQ(copies, 0) << turns << " turns";
    EXPECT_LE(moves, 5) << turns << " turns";
    EXPECT_EQ(result_of(gen::coroutine(counts_a_list)(turns)), 0);
    EXPECT_EQ(result_of(gen::coroutine(makes)(turns)).copies, 0) << "through run_sync";
  }
}

Coroutine<std::unique_ptr<int>> makes_move_only(int turns) {
  for (int i = 0; i < turns; ++i) co_await gen::moment();
  co_return std::make_unique<int>(7);
}
Coroutine<int> takes_move_only(std::unique_ptr<int> argument, int turns) {
  const auto got = co_yield gen::coroutine(makes_move_only)(turns);
  co_return *got + *argument;
}

TEST_F(Lifetimes, ResultsAndArgumentsMayBeMoveOnly) {
  for (const int turns : {0, 2}) {
    EXPECT_EQ(result_of(gen::coroutine(takes_move_only)(std::make_unique<int>(1), turns)), 8);
  }
}

Coroutine<std::string> takes_by_value(std::string text) {
  co_await gen::moment();
  co_return text;
}

TEST_F(Lifetimes, ArgumentsAreTheCoroutinesOwn) {
  Future<std::string> future;
  {
    std::string text(100, 'x');
    future = gen::coroutine(takes_by_value)(text);
    text.assign(100, 'y');
  }
  EXPECT_EQ(result_of(future), std::string(100, 'x'));
}

}  // namespace
}  // namespace eyewall
