// A program whose trace has what exports stumble over: threads whose work overlaps, a loop inside a
// callback of another, texts full of other formats' syntax, and objects that are never done.
// export_test.py records it.
#include <latch>
#include <memory>

#include "concurrent/executor.h"
#include "gen/gen.h"
#include "ioloop/ioloop.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a program, as a user writes one

// Both tasks are on their threads, and the coroutine waits for them, when either goes on.
gen::Coroutine<int> adds_on_a_pool(ThreadPoolExecutor* pool, std::latch* all) {
  const auto task = [all] {
    all->arrive_and_wait();
    trace::print("on a thread; # \"end\" %%{init: {}}%%\nend of a line\t<b>&amp;</b> \\ $$x$$");
    return 21;
  };
  std::vector<Future<int>> tasks;
  tasks.push_back(pool->submit(named("end", task)));
  tasks.push_back(pool->submit(named("a;b#c,\"d\"", task)));
  int sum = 0;
  for (const int value : co_yield std::move(tasks)) sum += value;
  co_return sum;
}

// It does not own what it waits for: a future that only its waiter holds would never go.
gen::Coroutine<void> waits_for_ever(const Future<void>* never) {
  co_yield Future<void>(*never);
}

// As run_sync does it for a caller who cannot wait.
void runs_another_loop() {
  IOLoop inner;
  inner.add_callback(named("inside", [&inner] {
    trace::print("caf\xc3\xa9 \xe2\x9c\x93");
    inner.stop();
  }));
  inner.start();
}

}  // namespace

int main() {
  IOLoop loop;
  loop.make_current();
  ThreadPoolExecutor pool(2);
  std::latch all(3);
  const auto adds = gen::coroutine(adds_on_a_pool, "adds_on_a_pool");
  const auto waits = gen::coroutine(waits_for_ever, "waits_for_ever");
  const Future<void> never;
  const Future<void> waiting = waits(&never);
  Future<int> sum = adds(&pool, &all);
  all.count_down();
  loop.add_callback(named("runs_another_loop", runs_another_loop));
  loop.add_callback(named("throws", [] { throw std::runtime_error("mine; #1"); }));
  loop.add_timeout(std::chrono::hours(1), named("never", [] {}));
  sum.add_done_callback(named("stops", [&loop](const Future<int>&) {
    loop.add_callback(named("stop", [&loop] { loop.stop(); }));
  }));
  loop.start();
  loop.add_callback(named("too_late", [] {}));
  trace::print("sum " + std::to_string(sum.result()));
}
