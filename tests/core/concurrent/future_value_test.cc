// What a future holds: moved and not copied, chained to another, traced, set by other threads.
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

// Counts what is done with it: the proof that a result is moved and not copied.
struct Counting {
  Counting() = default;
  Counting(const Counting& other) : copies(other.copies + 1), moves(other.moves) {}
  Counting(Counting&& other) noexcept : copies(other.copies), moves(other.moves + 1) {}
  Counting& operator=(const Counting&) = delete;
  int copies = 0;
  int moves = 0;
};

TEST(FutureValue, IsMovedInAndOutWhenNobodyElseHoldsTheFuture) {
  Future<Counting> future;
  future.set_result(Counting());
  EXPECT_EQ(future.take().copies, 0);
}

TEST(FutureValue, IsCopiedForOneOfSeveralHolders) {
  Future<Counting> future;
  Future<Counting> other = future;
  future.set_result(Counting());
  EXPECT_EQ(future.take().copies, 1);
  EXPECT_EQ(other.result().copies, 0) << "the other's is untouched";
}

TEST(FutureValue, MayBeMoveOnly) {
  Future<std::unique_ptr<int>> future;
  const auto other = future;
  future.set_result(std::make_unique<int>(7));
  EXPECT_EQ(**&other.result(), 7);
  EXPECT_EQ(*future.take(), 7);
  EXPECT_EQ(*done_future(std::make_unique<int>(8)).take(), 8);
}

TEST(FutureValue, LivesOnInAnotherHandle) {
  Future<std::string> other;
  {
    Future<std::string> future;
    other = future;
    future.set_result("kept");
  }
  EXPECT_EQ(other.result(), "kept");
}

TEST(ChainFuture, HandsOnAResultOrAnException) {
  Future<std::string> a, b, c, d;
  chain_future(a, b);
  chain_future(c, d);
  EXPECT_FALSE(b.done());
  a.set_result("through");
  EXPECT_EQ(b.result(), "through");
  EXPECT_EQ(a.result(), "through") << "and keeps its own";
  c.set_exception(error("broken"));
  EXPECT_THROW(d.result(), std::runtime_error);
}

TEST(ChainFuture, OfOneThatIsDoneIsDoneAtOnce) {
  Future<int> b;
  chain_future(done_future(7), b);
  EXPECT_EQ(b.result(), 7);
  Future<void> done, chained;
  done.set_result();
  chain_future(done, chained);
  EXPECT_TRUE(chained.done());
}

TEST(ChainFuture, MovesWhatCannotBeCopied) {
  Future<std::unique_ptr<int>> a, b;
  chain_future(a, b);
  a.set_result(std::make_unique<int>(7));
  EXPECT_EQ(*b.take(), 7);
}

TEST(ChainFuture, AnExceptionCountsAsLookedAtOnlyWhereItEndsUp) {
  const CapturedLog log;
  {
    Future<int> a, b;
    chain_future(a, b);
    a.set_exception(error("unseen"));
  }
  EXPECT_EQ(log.messages().size(), 1u) << "b's, not a's";
}

TEST(FutureTrace, TellsItsStoryWithEachCause) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  Future<int> future;
  future.add_done_callback(named("on_done", [](const auto&) {}));
  future.set_result(7);
  std::vector<std::string> kinds;
  for (const auto& event : recording.events()) {
    kinds.push_back(event["kind"]);
    EXPECT_EQ(event["future"], 1);
    EXPECT_THAT(event["at"].get<std::string>(), testing::HasSubstr("future_value_test.cc"))
        << event;
    if (kinds.size() == 3) break;
  }
  EXPECT_THAT(kinds, ElementsAre("future.new", "future.then", "future.resolve"));
  const auto notify = recording.events("future.notify").at(0);
  EXPECT_EQ(notify["name"], "on_done");
  EXPECT_EQ(notify["cause"], recording.events("future.resolve").at(0)["seq"]);
}

TEST(FutureThreads, AResultSetOnAnotherThreadIsSeenWhole) {
  for (int i = 0; i < 100; ++i) {
    Future<std::string> future;
    std::thread setter([future]() mutable { future.set_result(std::string(100, 'x')); });
    while (!future.done()) std::this_thread::yield();
    EXPECT_EQ(future.result().size(), 100u);
    setter.join();
  }
}

TEST(FutureThreads, EachCallbackRunsOnceHoweverAddingAndSettingMeet) {
  for (int i = 0; i < 200; ++i) {
    Future<int> future;
    std::atomic<int> calls{0};
    std::latch together(3);
    const auto add = [&] {
      together.arrive_and_wait();
      for (int n = 0; n < 5; ++n) future.add_done_callback([&](const auto&) { ++calls; });
    };
    std::thread one(add), two(add);
    together.arrive_and_wait();
    future.set_result(i);
    one.join();
    two.join();
    EXPECT_EQ(calls, 10);
  }
}

TEST(FutureThreads, OfTwoThatSetItOneIsTold) {
  for (int i = 0; i < 100; ++i) {
    Future<int> future;
    std::atomic<int> refused{0};
    std::latch together(2);
    const auto set = [&] {
      together.arrive_and_wait();
      try {
        future.set_result(1);
      } catch (const FutureDoneError&) {
        ++refused;
      }
    };
    std::thread one(set), two(set);
    one.join();
    two.join();
    EXPECT_EQ(refused, 1);
  }
}

}  // namespace
}  // namespace eyewall
