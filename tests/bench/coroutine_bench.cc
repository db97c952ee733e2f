// What a yield costs.
//
// yield_done: of a future that is done, which does not leave the coroutine.
// yield_new: the same, and the future is made, set and destroyed each time.
// yield_loop: gen::moment, one trip through the loop. yield_future: of a future that a callback
// resolves, two trips (the callback's, and the Runner's). Both beside the poll (IdlePoller).
#include <benchmark/benchmark.h>

#include <asio.hpp>
#include <coroutine>
#include <vector>

#include "gen/gen.h"
#include "idle_poller.h"

namespace {

using namespace eyewall;  // NOLINT

constexpr std::int64_t kYields = 10'000;

// --- ours ---

gen::Coroutine<void> yield_done(Future<int> done, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) {
    const int got = co_yield done;
    benchmark::DoNotOptimize(got);
  }
}

gen::Coroutine<void> yield_new(std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) {
    const int got = co_yield done_future(1);
    benchmark::DoNotOptimize(got);
  }
}

gen::Coroutine<void> yield_loop(std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) co_yield gen::moment();
}

Future<int> resolved_later() {
  Future<int> future;
  IOLoop::current().add_callback([future]() mutable { future.set_result(1); });
  return future;
}

gen::Coroutine<void> yield_future(std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) {
    const int got = co_yield resolved_later();
    benchmark::DoNotOptimize(got);
  }
}

// Runs start() to its end, a loop of its own behind it.
template <class Start>
void run(benchmark::State& state, Start start) {
  IOLoop loop(std::make_unique<bench::IdlePoller>());
  loop.make_current();
  while (state.KeepRunningBatch(kYields)) run_sync(loop, start);
  IOLoop::clear_current();
}

void done_ours(benchmark::State& state) {
  run(state, [] { return gen::coroutine(yield_done)(done_future(1), kYields); });
}
BENCHMARK(done_ours)->Name("yield_done/eyewall");

void new_ours(benchmark::State& state) {
  run(state, [] { return gen::coroutine(yield_new)(kYields); });
}
BENCHMARK(new_ours)->Name("yield_new/eyewall");

void loop_ours(benchmark::State& state) {
  run(state, [] { return gen::coroutine(yield_loop)(kYields); });
}
BENCHMARK(loop_ours)->Name("yield_loop/eyewall");

void future_ours(benchmark::State& state) {
  run(state, [] { return gen::coroutine(yield_future)(kYields); });
}
BENCHMARK(future_ours)->Name("yield_future/eyewall");

// --- asio ---

asio::awaitable<int> at_once() {
  co_return 1;
}

asio::awaitable<void> await_done(std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) {
    const int got = co_await at_once();
    benchmark::DoNotOptimize(got);
  }
}

asio::awaitable<void> await_loop(std::int64_t count) {
  const auto executor = co_await asio::this_coro::executor;
  for (std::int64_t i = 0; i < count; ++i) co_await asio::post(executor, asio::use_awaitable);
}

template <class Start>
void run_asio(benchmark::State& state, Start start) {
  asio::io_context context(1);
  while (state.KeepRunningBatch(kYields)) {
    asio::co_spawn(context, start(kYields), asio::detached);
    context.run();
    context.restart();
  }
}

void done_asio(benchmark::State& state) {
  run_asio(state, await_done);
}
BENCHMARK(done_asio)->Name("yield_new/asio");

void loop_asio(benchmark::State& state) {
  run_asio(state, await_loop);
}
BENCHMARK(loop_asio)->Name("yield_loop/asio");

// --- bare C++20 ---

struct Bare {
  struct promise_type {
    Bare get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
  std::coroutine_handle<promise_type> handle;
};

struct Done {
  const int* value;
  bool await_ready() const noexcept { return value != nullptr; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  int await_resume() const noexcept { return *value; }
};

struct Through {
  std::vector<std::coroutine_handle<>>* next;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) const { next->push_back(handle); }
  void await_resume() const noexcept {}
};

Bare bare_done(const int* value, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) {
    benchmark::DoNotOptimize(value);
    const int got = co_await Done{value};
    benchmark::DoNotOptimize(got);
  }
}

Bare bare_loop(std::vector<std::coroutine_handle<>>* next, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) co_await Through{next};
}

void done_limit(benchmark::State& state) {
  const int value = 1;
  while (state.KeepRunningBatch(kYields)) bare_done(&value, kYields).handle.destroy();
}
BENCHMARK(done_limit)->Name("yield_done/limit");

void loop_limit(benchmark::State& state) {
  std::vector<std::coroutine_handle<>> now, next;
  while (state.KeepRunningBatch(kYields)) {
    const Bare coroutine = bare_loop(&next, kYields);
    while (!next.empty()) {
      now.swap(next);
      for (const auto handle : now) handle.resume();
      now.clear();
    }
    coroutine.handle.destroy();
  }
}
BENCHMARK(loop_limit)->Name("yield_loop/limit");

}  // namespace
