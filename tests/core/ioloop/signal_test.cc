// Signal handlers beside a loop that runs; and the alarm of a loop that is blocked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <functional>
#include <latch>
#include <memory>
#include <thread>
#include <vector>

#include "core/sys/captured_log.h"
#include "core/trace/recording.h"
#include "ioloop/ioloop.h"
#include "sys/signal_calls.h"

namespace eyewall {
namespace {

using namespace std::chrono_literals;
using test::Recording;
using testing::ElementsAre;

IOLoop* signalled = nullptr;
std::atomic<int> runs{0};
void count(void*) {
  ++runs;
  signalled->stop();
}
void handler(int) {
  signalled->add_callback_from_signal(count, nullptr);
}

struct Signals : testing::Test {
  Signals() {
    signalled = &loop;
    runs = 0;
    sys::set_signal_handler(SIGUSR1, handler);
  }
  ~Signals() override { ::signal(SIGUSR1, SIG_DFL); }
  IOLoop loop;
};

TEST_F(Signals, ACallbackFromAHandlerOnTheLoopsOwnThreadRunsInTheNextTurn) {
  loop.add_callback([&] {
    ::raise(SIGUSR1);
    EXPECT_EQ(runs, 0) << "not in signal context";
  });
  loop.start();
  EXPECT_EQ(runs, 1);
}

TEST_F(Signals, ACallbackFromAHandlerWakesALoopThatPolls) {
  const pthread_t loop_thread = ::pthread_self();
  std::latch polls_soon(1);
  loop.add_callback([&] { polls_soon.count_down(); });
  std::thread other([&] {
    polls_soon.wait();
    ::pthread_kill(loop_thread, SIGUSR1);
  });
  loop.start();
  EXPECT_EQ(runs, 1);
  other.join();
}

TEST_F(Signals, ACallbackFromAHandlerOnAnotherThreadWakesTheLoopToo) {
  std::latch polls_soon(1);
  loop.add_callback([&] { polls_soon.count_down(); });
  std::thread other([&] {
    polls_soon.wait();
    ::raise(SIGUSR1);  // this thread's
  });
  loop.start();
  EXPECT_EQ(runs, 1);
  other.join();
}

TEST_F(Signals, OneThatInterruptsAddCallbackDoesNotDeadlock) {
  std::atomic<bool> over{false};
  const pthread_t loop_thread = ::pthread_self();
  std::thread other([&] {
    while (!over) ::pthread_kill(loop_thread, SIGUSR1);
  });
  int added = 0;
  std::function<void()> again = [&] {
    if (++added < 20'000) loop.add_callback(again);
  };
  loop.add_callback(again);
  while (added < 20'000) loop.start();  // each signal's callback stops it
  over = true;
  other.join();
}

TEST_F(Signals, MoreThanThereIsRoomForAreRefusedAndNotLostInSilence) {
  std::size_t taken = 0;
  while (loop.add_callback_from_signal(count, nullptr)) ++taken;
  EXPECT_EQ(taken, SignalSlots::kSlots);
  loop.start();
  EXPECT_EQ(runs, static_cast<int>(SignalSlots::kSlots));
  EXPECT_TRUE(loop.add_callback_from_signal(count, nullptr)) << "there is room again";
}

TEST_F(Signals, TheirCallbacksRunInNoStackContext) {
  stack_context::with(stack_context::ExceptionStackContext{[](std::exception_ptr) { return true; }},
                      [&] {
                        loop.add_callback_from_signal(
                            [](void* it) {
                              EXPECT_FALSE(stack_context::capture());
                              static_cast<IOLoop*>(it)->stop();
                            },
                            &loop);
                        loop.start();
                      });
}

TEST(SignalSlots, KeepTheOrderThroughManyRounds) {
  SignalSlots slots;
  std::vector<int> numbers(1000);
  std::size_t out = 0;
  for (std::size_t in = 0; in < numbers.size(); ++in) {
    ASSERT_TRUE(slots.push({nullptr, &numbers[in]}));
    if (in % 3 == 0) continue;
    while (const auto entry = slots.take()) EXPECT_EQ(entry->argument, &numbers[out++]);
  }
  while (const auto entry = slots.take()) EXPECT_EQ(entry->argument, &numbers[out++]);
  EXPECT_EQ(out, numbers.size());
}

TEST(SignalSlots, LoseNothingThatManyThreadsPush) {
  SignalSlots slots;
  std::atomic<int> left{4};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 2000; ++i) {
        while (!slots.push({nullptr, nullptr})) std::this_thread::yield();
      }
      --left;
    });
  }
  int taken = 0;
  while (left > 0 || taken < 8000) taken += slots.take().has_value();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(taken, 8000);
  EXPECT_FALSE(slots.take());
}

// --- a loop that is blocked ---

void wait_for_the_alarm(const std::atomic<bool>& rang) {
  while (!rang) continue;
}
std::atomic<bool> rang{false};

TEST(BlockedLoop, CallsTheActionWhenOneTurnTakesTooLong) {
  IOLoop loop;
  rang = false;
  loop.set_blocking_signal_threshold(1ms, [](int) { rang = true; });
  loop.add_callback([&] {
    // The first turn is not watched, as in Tornado: the alarm is set behind the first poll.
    loop.add_callback([&] {
      wait_for_the_alarm(rang);
      loop.stop();
    });
  });
  loop.start();
  EXPECT_TRUE(rang);
  ::signal(SIGALRM, SIG_DFL);
}

TEST(BlockedLoop, LogsTheCallbackThatBlocksItAndTellsTheTrace) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  IOLoop loop;
  loop.set_blocking_log_threshold(1ms);
  testing::internal::CaptureStderr();
  loop.add_callback([&] {
    loop.add_callback(named("slow_one", [&] {
      const auto until = loop.time() + 50ms;  // the alarm comes long before
      while (loop.time() < until) continue;
      loop.add_callback([&] { loop.stop(); });
    }));
  });
  loop.start();
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              testing::HasSubstr("warning: IOLoop blocked by slow_one\n"));
  EXPECT_EQ(recording.events("loop.blocked").at(0)["name"], "slow_one");
  ::signal(SIGALRM, SIG_DFL);
}

TEST(BlockedLoop, AThresholdOfZeroTakesTheAlarmOfThisTurnBack) {
  IOLoop loop;
  rang = false;
  loop.set_blocking_signal_threshold(20ms, [](int) { rang = true; });
  loop.add_callback([&] {
    loop.add_callback([&] {
      loop.set_blocking_log_threshold(0s);
      loop.add_timeout(60ms, [&] { loop.stop(); });
    });
  });
  loop.start();
  EXPECT_FALSE(rang);
  ::signal(SIGALRM, SIG_DFL);
}

}  // namespace
}  // namespace eyewall
