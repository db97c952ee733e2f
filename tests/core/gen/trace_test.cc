// Coroutines beside other threads, and in the trace: which changes nothing of what they do.
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

struct Traced : test::OnLoop {
  std::shared_ptr<int> local = std::make_shared<int>(7);
};

Coroutine<int> waits_for(std::shared_ptr<int> local, Future<int> future) {
  const int value = co_yield std::move(future);
  co_return value + *local;
}

// --- with threads ---

Coroutine<int> adds_on_a_pool(ThreadPoolExecutor* pool, int times) {
  int sum = 0;
  for (int i = 0; i < times; ++i) sum += co_yield pool->submit([i] { return i; });
  co_return sum;
}

TEST(GenThreads, ACoroutineMayWaitForWorkOnOtherThreads) {
  IOLoop loop;
  loop.make_current();
  ThreadPoolExecutor pool(2);
  const int sum = run_sync(loop, [&] { return gen::coroutine(adds_on_a_pool)(&pool, 300); });
  EXPECT_EQ(sum, 300 * 299 / 2);
  IOLoop::clear_current();
}

Coroutine<int> fails_on_a_pool(ThreadPoolExecutor* pool) {
  try {
    co_yield pool->submit([] { throw std::runtime_error("there"); });
  } catch (const std::runtime_error&) {
    co_return 7;
  }
  co_return 0;
}

TEST(GenThreads, AFailureOnAnotherThreadIsThrownAtTheYield) {
  IOLoop loop;
  loop.make_current();
  ThreadPoolExecutor pool(1);
  EXPECT_EQ(run_sync(loop, [&] { return gen::coroutine(fails_on_a_pool)(&pool); }), 7);
  IOLoop::clear_current();
}

// --- the trace changes nothing ---

// A program that does a little of everything, and says what it does.
using Story = std::vector<std::string>;

Coroutine<int> part(Story* story, std::string name, int turns) {
  story->push_back(name + " begins");
  for (int i = 0; i < turns; ++i) co_await gen::moment();
  story->push_back(name + " ends");
  co_return turns;
}
Coroutine<> program(Story* story) {
  const auto run = gen::coroutine(part);
  story->push_back(std::to_string(co_yield run(story, "at once", 0)));
  std::vector<Future<int>> both;
  both.push_back(run(story, "two turns", 2));
  both.push_back(run(story, "one turn", 1));
  const auto results = co_yield std::move(both);
  story->push_back(std::to_string(results[0] + results[1]));
  IOLoop::current().add_callback([story] { story->push_back("callback"); });
  try {
    co_yield test::failed("x");
  } catch (const std::runtime_error&) {
    story->push_back("caught");
  }
  story->push_back(std::to_string(co_yield done_future(5)));
  try {
    co_yield gen::with_timeout(1s, Future<int>());
  } catch (const gen::TimeoutError&) {
    story->push_back("timeout");
  }
  co_yield Callback("leaked behind an exception");
}
Coroutine<> leaks_behind_a_failed_future(Story* story) {
  co_yield Callback("k");
  try {
    co_yield test::failed("x");
  } catch (const std::runtime_error&) {
    story->push_back("caught");
  }
}

TEST_F(Traced, AProgramDoesTheSameInTheSameOrderWithTracingOnAndOff) {
  SKIP_WHEN_RECORDED();
  const auto run = [&](Story* story) {
    story->push_back(error_of(gen::coroutine(program)(story)));
    story->push_back(error_of(gen::coroutine(leaks_behind_a_failed_future)(story)));
  };
  Story off, on;
  run(&off);
  {
    const Recording recording;
    run(&on);
    EXPECT_GT(recording.events().size(), 100u);
  }
  EXPECT_EQ(on, off);
  EXPECT_THAT(off, testing::Contains("timeout"));
  EXPECT_THAT(off, testing::Contains("callback"));
}

TEST_F(Traced, TheTraceTellsTheStoryOfOneYield) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  Future<int> future;
  const auto result = gen::coroutine(waits_for, "waits")(local, future);
  future.set_result(1);
  turn(2);
  Story kinds;
  for (const auto& event : recording.events()) {
    const std::string kind = event["kind"];
    if (kind.starts_with("gen.") || kind.starts_with("runner.")) kinds.push_back(kind);
  }
  EXPECT_THAT(kinds,
              ElementsAre("gen.new", "runner.new", "runner.ready", "runner.result", "gen.send",
                          "gen.yield", "runner.yielded", "runner.start", "runner.register",
                          "runner.ready", "runner.set_result", "runner.ready", "runner.result",
                          "gen.send", "gen.resume", "gen.return", "runner.finish"));
  EXPECT_EQ(recording.events("gen.new").at(0)["name"], "waits");
  const auto resumed = recording.events("gen.send").at(1);
  EXPECT_EQ(resumed["cause"], recording.events("future.resolve").at(0)["seq"]);
  EXPECT_EQ(recording.events("runner.yielded").at(0)["future"],
            recording.events("future.resolve").at(0)["future"]);
}

}  // namespace
}  // namespace eyewall
