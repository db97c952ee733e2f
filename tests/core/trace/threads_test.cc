// Many threads emit at once: the numbers have no gaps, and each thread has its own scope.
#include <gtest/gtest.h>

#include <latch>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "core/trace/recording.h"

namespace eyewall::trace {
namespace {

using test::Json;
using test::Recording;

TEST(Threads, SequenceNumbersHaveNoGapsAndLinesDoNotMix) {
  SKIP_WHEN_RECORDED();
  constexpr int kThreads = 4;
  constexpr int kEvents = 2000;
  const Recording recording(1 << 12);
  std::latch together(kThreads);
  std::vector<std::thread> threads;
  for (int n = 0; n < kThreads; ++n) {
    threads.emplace_back([&, n] {
      together.arrive_and_wait();
      for (int i = 0; i < kEvents; ++i) {
        const Scope scope(emit<Kind::callback_begin>({}, 0, f::cb(new_id(Object::callback))));
        emit<Kind::note>({}, 0, f::text(std::to_string(n) + "/" + std::to_string(i)));
        name_descriptor(n, "conn");
        forget_descriptor(n);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto events = recording.events();
  ASSERT_EQ(events.size(), std::size_t{kThreads} * kEvents * 2);
  std::map<std::uint64_t, int> thread_of;  // a begin event -> its thread
  for (std::size_t i = 0; i < events.size(); ++i) {
    ASSERT_EQ(events[i]["seq"], i + 1);
    const int thread = events[i].value("thread", 0);
    if (events[i]["kind"] == "callback.begin")
      thread_of[i + 1] = thread;
    else
      ASSERT_EQ(thread_of.at(events[i]["in"]), thread) << "the scope is the thread's own";
  }
}

TEST(Threads, ManyThreadsGetIdsWithoutGaps) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  std::vector<std::thread> threads;
  for (int n = 0; n < 4; ++n) {
    threads.emplace_back([] {
      for (int i = 0; i < 1000; ++i) new_id(Object::future);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(new_id(Object::future), 4001u);
}

TEST(Threads, APauseIsTheThreadsOwn) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  const Pause pause;
  std::thread([] { emit<Kind::note>({}, 0, f::text("heard")); }).join();
  emit<Kind::note>({}, 0, f::text("not heard"));
  EXPECT_EQ(recording.values<std::string>("note", "text"), std::vector<std::string>{"heard"});
}

}  // namespace
}  // namespace eyewall::trace
