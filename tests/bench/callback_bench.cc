// What it costs to schedule a callback and to run it, on the loop's own thread.
//
// callbacks_chain: each schedules the next, so each costs one turn of the loop. The poll is left
// out: the loop has an IdlePoller, and the peers do not poll between callbacks either.
// callbacks_turn: the same with real epoll, whose limit is a bare loop that polls as often.
// callbacks_batch: a thousand a turn.
#include <benchmark/benchmark.h>
#include <event2/event.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <asio.hpp>
#include <functional>
#include <vector>

#include "idle_poller.h"
#include "ioloop/ioloop.h"

namespace {

using namespace eyewall;  // NOLINT

constexpr std::int64_t kChain = 10'000;
constexpr std::int64_t kBatch = 1'000;
constexpr std::int64_t kRounds = 20;

// --- one after another ---

void next(IOLoop& loop, std::int64_t& left) {
  if (--left == 0) return loop.stop();
  loop.add_callback([&loop, &left] { next(loop, left); });
}

void chain(benchmark::State& state, IOLoop& loop) {
  while (state.KeepRunningBatch(kChain)) {
    std::int64_t left = kChain;
    loop.add_callback([&] { next(loop, left); });
    loop.start();
  }
}

void chain_ours(benchmark::State& state) {
  IOLoop loop(std::make_unique<bench::IdlePoller>());
  chain(state, loop);
}
BENCHMARK(chain_ours)->Name("callbacks_chain/eyewall");

void turn_ours(benchmark::State& state) {
  IOLoop loop;
  chain(state, loop);
}
BENCHMARK(turn_ours)->Name("callbacks_turn/eyewall");

// The least that can be called a loop: two lists of functions, swapped each turn.
class BareLoop {
 public:
  void add(std::function<void()> callback) { next_.push_back(std::move(callback)); }
  template <class Poll>
  void run(Poll poll) {
    while (!next_.empty()) {
      now_.swap(next_);
      for (auto& callback : now_) callback();
      now_.clear();
      poll();
    }
  }

 private:
  std::vector<std::function<void()>> now_;
  std::vector<std::function<void()>> next_;
};

void next_bare(BareLoop& loop, std::int64_t& left) {
  if (--left == 0) return;
  loop.add([&loop, &left] { next_bare(loop, left); });
}

template <class Poll>
void chain_bare(benchmark::State& state, Poll poll) {
  BareLoop loop;
  while (state.KeepRunningBatch(kChain)) {
    std::int64_t left = kChain;
    loop.add([&] { next_bare(loop, left); });
    loop.run(poll);
  }
}

void chain_limit(benchmark::State& state) {
  chain_bare(state, [] {});
}
BENCHMARK(chain_limit)->Name("callbacks_chain/limit");

void turn_limit(benchmark::State& state) {
  const int epoll = ::epoll_create1(0);
  const int waker = ::eventfd(0, 0);
  epoll_event event{EPOLLIN, {}};
  ::epoll_ctl(epoll, EPOLL_CTL_ADD, waker, &event);
  epoll_event ready[64];
  chain_bare(state, [&] { ::epoll_wait(epoll, ready, 64, 0); });
  ::close(waker);
  ::close(epoll);
}
BENCHMARK(turn_limit)->Name("callbacks_turn/limit");

void next_asio(asio::io_context& context, std::int64_t& left) {
  if (--left == 0) return;
  asio::post(context, [&context, &left] { next_asio(context, left); });
}

void chain_asio(benchmark::State& state) {
  asio::io_context context(1);
  while (state.KeepRunningBatch(kChain)) {
    std::int64_t left = kChain;
    asio::post(context, [&] { next_asio(context, left); });
    context.run();
    context.restart();
  }
}
BENCHMARK(chain_asio)->Name("callbacks_chain/asio");

struct EventChain {
  event* again = nullptr;
  std::int64_t left = 0;
};

void next_libevent(int, short, void* argument) {
  auto& chain = *static_cast<EventChain*>(argument);
  if (--chain.left > 0) event_active(chain.again, EV_TIMEOUT, 0);
}

void chain_libevent(benchmark::State& state) {
  event_base* const base = event_base_new();
  EventChain chain;
  chain.again = event_new(base, -1, EV_PERSIST, next_libevent, &chain);
  while (state.KeepRunningBatch(kChain)) {
    chain.left = kChain;
    event_active(chain.again, EV_TIMEOUT, 0);
    event_base_loop(base, EVLOOP_NONBLOCK);
  }
  event_free(chain.again);
  event_base_free(base);
}
BENCHMARK(chain_libevent)->Name("callbacks_chain/libevent");

// --- a thousand a turn ---

void batch(IOLoop& loop, std::int64_t& count, std::int64_t rounds) {
  if (rounds == 0) return loop.stop();
  for (std::int64_t i = 1; i < kBatch; ++i) loop.add_callback([&count] { ++count; });
  loop.add_callback([&loop, &count, rounds] { batch(loop, count, rounds - 1); });
}

void batch_ours(benchmark::State& state) {
  IOLoop loop(std::make_unique<bench::IdlePoller>());
  std::int64_t count = 0;
  while (state.KeepRunningBatch(kBatch * kRounds)) {
    loop.add_callback([&] { batch(loop, count, kRounds); });
    loop.start();
  }
  benchmark::DoNotOptimize(count);
}
BENCHMARK(batch_ours)->Name("callbacks_batch/eyewall");

void batch_limit(benchmark::State& state) {
  BareLoop loop;
  std::int64_t count = 0;
  while (state.KeepRunningBatch(kBatch)) {
    for (std::int64_t i = 0; i < kBatch; ++i) loop.add([&count] { ++count; });
    loop.run([] {});
  }
  benchmark::DoNotOptimize(count);
}
BENCHMARK(batch_limit)->Name("callbacks_batch/limit");

void batch_asio(benchmark::State& state) {
  asio::io_context context(1);
  std::int64_t count = 0;
  while (state.KeepRunningBatch(kBatch)) {
    for (std::int64_t i = 0; i < kBatch; ++i) asio::post(context, [&count] { ++count; });
    context.run();
    context.restart();
  }
  benchmark::DoNotOptimize(count);
}
BENCHMARK(batch_asio)->Name("callbacks_batch/asio");

void count_libevent(int, short, void* argument) {
  ++*static_cast<std::int64_t*>(argument);
}

void batch_libevent(benchmark::State& state) {
  event_base* const base = event_base_new();
  std::int64_t count = 0;
  std::vector<event*> events(kBatch);
  for (event*& made : events) made = event_new(base, -1, EV_PERSIST, count_libevent, &count);
  while (state.KeepRunningBatch(kBatch)) {
    for (event* const one : events) event_active(one, EV_TIMEOUT, 0);
    event_base_loop(base, EVLOOP_NONBLOCK);
  }
  for (event* const made : events) event_free(made);
  event_base_free(base);
  benchmark::DoNotOptimize(count);
}
BENCHMARK(batch_libevent)->Name("callbacks_batch/libevent");

}  // namespace
