// Other threads beside a loop that runs.
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

TEST(LoopThreads, ACallbackFromAnotherThreadWakesALoopThatPolls) {
  IOLoop loop;
  // The loop has nothing to do: without being woken it would poll for an hour.
  std::latch polls_soon(1);
  loop.add_callback([&] { polls_soon.count_down(); });
  std::thread other([&] {
    polls_soon.wait();
    loop.add_callback([&] { loop.stop(); });
  });
  loop.start();
  other.join();
}

TEST(LoopThreads, StopFromAnotherThreadWakesALoopThatPolls) {
  IOLoop loop;
  int result = 0;  // written before stop(), read behind start()
  std::latch polls_soon(1);
  loop.add_callback([&] { polls_soon.count_down(); });
  std::thread other([&] {
    polls_soon.wait();
    result = 42;
    loop.stop();
  });
  loop.start();
  EXPECT_EQ(result, 42);
  other.join();
}

TEST(LoopThreads, StopWhileTheLoopStartsIsNeverLost) {
  for (int i = 0; i < 200; ++i) {
    IOLoop loop;
    std::latch together(2);
    std::thread other([&] {
      together.arrive_and_wait();
      loop.stop();
    });
    together.arrive_and_wait();
    loop.start();  // before, during or after the stop: it returns
    other.join();
  }
}

TEST(LoopThreads, CallbacksKeepTheOrderInWhichTheyWereAddedAcrossThreads) {
  IOLoop loop;
  std::vector<int> order;
  loop.add_callback([&] {
    loop.add_callback([&] { order.push_back(1); });
    std::thread([&] { loop.add_callback([&] { order.push_back(2); }); }).join();
    loop.add_callback([&] { order.push_back(3); });
    std::thread([&] { loop.add_callback([&] { order.push_back(4); }); }).join();
    std::thread([&] { loop.add_callback([&] { order.push_back(5); }); }).join();
    loop.add_callback([&] { loop.stop(); });
  });
  loop.start();
  EXPECT_THAT(order, ElementsAre(1, 2, 3, 4, 5));
}

TEST(LoopThreads, NothingThatManyThreadsAddIsLostOrOutOfOrder) {
  constexpr int kThreads = 4;
  constexpr int kEach = 2000;
  IOLoop loop;
  std::vector<int> last(kThreads, -1);
  int ran = 0;
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        loop.add_callback([&, t, i] {
          EXPECT_EQ(last[t], i - 1);
          last[t] = i;
          if (++ran == kThreads * kEach) loop.stop();
        });
      }
    });
  }
  loop.start();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ran, kThreads * kEach);
}

TEST(LoopThreads, TheLoopMayRunOnOneThreadAfterAnother) {
  IOLoop loop;
  int ran = 0;
  const auto run = [&] {
    loop.add_callback([&] { ++ran; });
    loop.add_callback([&] { loop.stop(); });
    loop.start();
  };
  run();
  std::thread(run).join();
  run();
  EXPECT_EQ(ran, 3);
}

TEST(LoopThreads, AThreadThatRanTheLoopBeforeMayAddWhileAnotherStartsIt) {
  IOLoop loop;
  loop.add_callback([&] { loop.stop(); });
  loop.start();
  for (int i = 0; i < 200; ++i) {
    std::latch together(2);
    std::thread other([&] {
      together.arrive_and_wait();
      loop.start();  // a callback that is neither seen nor woken for would leave it here
    });
    together.arrive_and_wait();
    loop.add_callback([&] { loop.stop(); });
    other.join();
  }
}

TEST(LoopThreads, ACallbackAddedOnAnotherThreadMayBeDestroyedByTheLoop) {
  const auto owned = std::make_shared<int>();
  {
    IOLoop loop;
    std::thread([&] { loop.add_callback([owned] {}); }).join();
  }
  EXPECT_EQ(owned.use_count(), 1);
}

}  // namespace
}  // namespace eyewall
