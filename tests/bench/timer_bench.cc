// What timers cost. One item: a timer that is added and cancelled, and one that is added and fires.
//
// A thousand such pairs a round, beside a thousand timers that wait for an hour; deadlines are
// mixed. The poll is real everywhere, but there is one a round.
#include <benchmark/benchmark.h>
#include <ev.h>
#include <event2/event.h>

#include <algorithm>
#include <asio.hpp>
#include <optional>
#include <vector>

#include "ioloop/ioloop.h"

namespace {

using namespace eyewall;  // NOLINT

constexpr std::size_t kPairs = 1'000;
constexpr std::size_t kWaiting = 1'000;
constexpr std::int64_t kHour = 3'600'000'000'000;

// Deadlines in an order that no queue likes better than another, in ns from now: all due when the
// round is set up.
std::int64_t soon(std::size_t i) {
  return static_cast<std::int64_t>(i * 2654435761U % 1000);
}

void stop_at_zero(IOLoop& loop, std::size_t& left) {
  if (--left == 0) loop.stop();
}

void ours(benchmark::State& state) {
  IOLoop loop;
  for (std::size_t i = 0; i < kWaiting; ++i)
    loop.add_timeout(IOLoop::Duration(kHour + soon(i)), [] {});
  while (state.KeepRunningBatch(kPairs)) {
    std::size_t left = kPairs;
    const IOLoop::TimePoint now = loop.time();
    for (std::size_t i = 0; i < kPairs; ++i) {
      const Timeout never =
          loop.add_timeout(now + IOLoop::Duration(kHour / 2 + soon(i)), [] { std::abort(); });
      loop.add_timeout(now + IOLoop::Duration(soon(i)), [&] { stop_at_zero(loop, left); });
      loop.remove_timeout(never);
    }
    loop.start();
  }
}
BENCHMARK(ours)->Name("timers/eyewall");

// A bare binary heap of deadlines and numbers; a cancelled one is marked, and thrown away when
// half of them are.
class BareTimers {
 public:
  std::size_t add(std::int64_t deadline) {
    heap_.push_back({deadline, cancelled_.size()});
    std::push_heap(heap_.begin(), heap_.end());
    cancelled_.push_back(false);
    return cancelled_.size() - 1;
  }
  void cancel(std::size_t number) { cancelled_[number] = true; }
  // Takes what is due; then the cancelled ones out of the rest.
  std::size_t fire(std::int64_t now) {
    std::size_t fired = 0;
    while (!heap_.empty() && heap_.front().deadline <= now) {
      std::pop_heap(heap_.begin(), heap_.end());
      fired += cancelled_[heap_.back().number] ? 0 : 1;
      heap_.pop_back();
    }
    std::erase_if(heap_, [this](const Entry& entry) { return cancelled_[entry.number]; });
    std::make_heap(heap_.begin(), heap_.end());
    return fired;
  }

 private:
  struct Entry {
    std::int64_t deadline;
    std::size_t number;
    bool operator<(const Entry& other) const { return deadline > other.deadline; }
  };
  std::vector<Entry> heap_;
  std::vector<bool> cancelled_;
};

void limit(benchmark::State& state) {
  BareTimers timers;
  for (std::size_t i = 0; i < kWaiting; ++i) timers.add(kHour * 1000 + soon(i));
  std::int64_t now = 0;
  while (state.KeepRunningBatch(kPairs)) {
    for (std::size_t i = 0; i < kPairs; ++i) {
      const std::size_t never = timers.add(now + kHour / 2 + soon(i));
      timers.add(now + soon(i));
      timers.cancel(never);
    }
    now += 1000;
    benchmark::DoNotOptimize(timers.fire(now));
  }
}
BENCHMARK(limit)->Name("timers/limit");

void on_libev(struct ev_loop*, ev_timer* timer, int) {
  --*static_cast<std::size_t*>(timer->data);
}

void with_libev(benchmark::State& state) {
  struct ev_loop* const loop = ev_loop_new(EVBACKEND_EPOLL);
  std::vector<ev_timer> waiting(kWaiting), never(kPairs), soon_due(kPairs);
  std::size_t left = 0;
  for (std::size_t i = 0; i < kWaiting; ++i) {
    ev_timer_init(&waiting[i], on_libev, 3600.0 + static_cast<double>(soon(i)) * 1e-9, 0.);
    ev_timer_start(loop, &waiting[i]);
  }
  while (state.KeepRunningBatch(kPairs)) {
    left = kPairs;
    for (std::size_t i = 0; i < kPairs; ++i) {
      ev_timer_init(&never[i], on_libev, 1800.0 + static_cast<double>(soon(i)) * 1e-9, 0.);
      ev_timer_start(loop, &never[i]);
      ev_timer_init(&soon_due[i], on_libev, static_cast<double>(soon(i)) * 1e-9, 0.);
      soon_due[i].data = &left;
      ev_timer_start(loop, &soon_due[i]);
      ev_timer_stop(loop, &never[i]);
    }
    while (left > 0) ev_run(loop, EVRUN_NOWAIT);
  }
  for (ev_timer& timer : waiting) ev_timer_stop(loop, &timer);
  ev_loop_destroy(loop);
}
BENCHMARK(with_libev)->Name("timers/libev");

void on_libevent(int, short, void* left) {
  --*static_cast<std::size_t*>(left);
}

timeval after(std::int64_t ns) {
  return {static_cast<time_t>(ns / 1'000'000'000), ns % 1'000'000'000 / 1000};
}

std::vector<event*> events(event_base* base, std::size_t count, std::size_t& left) {
  std::vector<event*> made(count);
  for (event*& one : made) one = event_new(base, -1, 0, on_libevent, &left);
  return made;
}

void with_libevent(benchmark::State& state) {
  // Its clock counts in steps of 4 ms unless it is asked for better.
  event_config* const config = event_config_new();
  event_config_set_flag(config, EVENT_BASE_FLAG_PRECISE_TIMER);
  event_base* const base = event_base_new_with_config(config);
  event_config_free(config);
  std::size_t left = 0;
  const auto waiting = events(base, kWaiting, left);
  const auto never = events(base, kPairs, left);
  const auto soon_due = events(base, kPairs, left);
  for (std::size_t i = 0; i < kWaiting; ++i) {
    const timeval wait = after(kHour + soon(i) * 1000);
    event_add(waiting[i], &wait);
  }
  while (state.KeepRunningBatch(kPairs)) {
    left = kPairs;
    for (std::size_t i = 0; i < kPairs; ++i) {
      const timeval late = after(kHour / 2 + soon(i) * 1000);
      const timeval early = after(soon(i) * 100);  // its unit is the microsecond
      event_add(never[i], &late);
      event_add(soon_due[i], &early);
      event_del(never[i]);
    }
    while (left > 0) event_base_loop(base, EVLOOP_NONBLOCK);
  }
  for (const auto* list : {&waiting, &never, &soon_due}) {
    for (event* const one : *list) event_free(one);
  }
  event_base_free(base);
}
BENCHMARK(with_libevent)->Name("timers/libevent");

void with_asio(benchmark::State& state) {
  asio::io_context context(1);
  const auto make = [&](std::size_t count) {
    std::vector<asio::steady_timer> made;
    for (std::size_t i = 0; i < count; ++i) made.emplace_back(context);
    return made;
  };
  auto waiting = make(kWaiting), never = make(kPairs), soon_due = make(kPairs);
  std::size_t left = 0;
  const auto on_timer = [&left](const asio::error_code& error) {
    if (!error) --left;
  };
  for (std::size_t i = 0; i < kWaiting; ++i) {
    waiting[i].expires_after(std::chrono::nanoseconds(kHour + soon(i)));
    waiting[i].async_wait(on_timer);
  }
  while (state.KeepRunningBatch(kPairs)) {
    left = kPairs;
    for (std::size_t i = 0; i < kPairs; ++i) {
      never[i].expires_after(std::chrono::nanoseconds(kHour / 2 + soon(i)));
      never[i].async_wait(on_timer);
      soon_due[i].expires_after(std::chrono::nanoseconds(soon(i)));
      soon_due[i].async_wait(on_timer);
      never[i].cancel();
    }
    while (left > 0) context.poll();
  }
}
BENCHMARK(with_asio)->Name("timers/asio");

}  // namespace
