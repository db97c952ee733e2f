// A program with one fault, named on its command line; "none" is the one without any.
// explain_test.py records each and asks lint, blame and stats what they find.
#include <condition_variable>
#include <cstdio>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "concurrent/executor.h"
#include "gen/gen.h"
#include "ioloop/ioloop.h"
#include "net/listening_socket.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a program, as a user writes one
using std::chrono::milliseconds;

constexpr milliseconds kLong{20};  // the tests set lint's thresholds below it

void compute(milliseconds time) {
  const auto until = sys::monotonic_clock().now() + time;
  while (sys::monotonic_clock().now() < until) {
  }
}

void stop_soon(IOLoop& loop, const char* name = "finish") {
  loop.add_callback(named(name, [&loop] { loop.stop(); }));
}

void blocked_loop(IOLoop& loop) {
  loop.add_callback(named("slow", [&loop] {
    loop.add_callback(named("waits", [&loop] { loop.stop(); }));
    compute(kLong);
  }));
  loop.start();
}

void starved_timer(IOLoop& loop) {
  loop.add_timeout(milliseconds(1), named("tick", [&loop] { loop.stop(); }));
  loop.add_callback(named("slow", [] { compute(kLong); }));
  loop.start();
}

void never_ran(IOLoop& loop) {
  loop.add_callback(named("first", [&loop] {
    loop.stop();
    loop.add_callback(named("second", [] { trace::print("never said"); }));
  }));
  loop.start();
}

gen::Coroutine<int> wait_for(Future<int> future) {
  const int value = co_yield std::move(future);
  co_return value;
}
const auto waiting = gen::coroutine(wait_for, "waiting");

void unresolved_future(IOLoop& loop) {
  Future<int> forgotten;
  forgotten.add_done_callback(named("use", [](const Future<int>&) { trace::print("never said"); }));
  stop_soon(loop);
  loop.start();
}

// Its future is dropped, and with it the last who could resume it.
void unfinished_coroutine(IOLoop& loop) {
  Future<int> result = [] {
    Future<int> dropped;
    return waiting(dropped);
  }();
  stop_soon(loop);
  loop.start();
}

void lost_exception(IOLoop& loop) {
  loop.add_callback(named("fails", [&loop] {
    Future<int> nobodys;
    nobodys.set_exception(std::make_exception_ptr(std::runtime_error("the disk is full")));
    loop.stop();
  }));
  loop.start();
}

void left_handler(IOLoop& loop) {
  static ListeningSocket socket;  // closed after the loop
  loop.add_handler(socket.fileno(), named("accept", [](int, std::uint32_t) {}), IOLoop::kRead);
  stop_soon(loop);
  loop.start();
}

void closed_registered(IOLoop& loop) {
  ListeningSocket socket;
  loop.add_handler(socket.fileno(), named("accept", [](int, std::uint32_t) {}), IOLoop::kRead);
  loop.add_callback(named("too_early", [&] {
    socket.close();
    loop.stop();
  }));
  loop.start();
}

void busy_callback(IOLoop& loop) {
  int turns = 0;
  std::function<void()> again = [&] {
    if (++turns == 200) return loop.stop();
    loop.add_callback(named("ask_again", [&again] { again(); }));
  };
  loop.add_callback(named("ask_again", [&again] { again(); }));
  loop.start();
}

void busy_timer(IOLoop& loop) {
  int turns = 0;
  std::function<void()> again = [&] {
    if (++turns == 200) return loop.stop();
    loop.add_timeout(milliseconds(0), named("at_once", [&again] { again(); }));
  };
  loop.add_timeout(milliseconds(0), named("at_once", [&again] { again(); }));
  loop.start();
}

gen::Coroutine<void> spin() {
  for (int turn = 0; turn < 200; ++turn) co_yield gen::moment();
  IOLoop::current().stop();
}

void busy_coroutine(IOLoop& loop) {
  const auto spinning = gen::coroutine(spin, "spinning");
  const Future<void> done = spinning();
  loop.start();
}

// The executor's one thread waits until all is submitted, two tasks a turn.
void growing_queue(IOLoop& loop) {
  std::mutex mutex;
  std::condition_variable all_there;
  bool submitted = false;
  ThreadPoolExecutor pool(1);
  const auto work = [&] {
    std::unique_lock lock(mutex);
    all_there.wait(lock, [&] { return submitted; });
  };
  int turns = 0;
  std::function<void()> more = [&] {
    pool.submit(named("work", work));
    pool.submit(named("work", work));
    if (++turns < 20) return loop.add_callback(named("more", [&more] { more(); }));
    const std::lock_guard lock(mutex);
    submitted = true;
    all_there.notify_all();
    loop.stop();
  };
  loop.add_callback(named("more", [&more] { more(); }));
  loop.start();
}

// What is none: timers, a task, a coroutine that ends, a descriptor that is removed first.
gen::Coroutine<int> careful(Executor* pool) {
  co_yield gen::sleep(milliseconds(1));
  const int sum = co_yield pool->submit(named("add", [] { return 1 + 1; }));
  for (int turn = 0; turn < 3; ++turn) co_yield gen::moment();
  co_return sum;
}

void none(IOLoop& loop) {
  ThreadPoolExecutor pool(2);
  ListeningSocket socket;
  loop.add_handler(socket.fileno(), named("accept", [](int, std::uint32_t) {}), IOLoop::kRead);
  const auto run = gen::coroutine(careful, "careful");
  add_future(loop, run(&pool), named("done", [&](Future<int> sum) {
               trace::print("sum = " + std::to_string(sum.result()));
               loop.remove_handler(socket.fileno());
               socket.close();
               loop.stop();
             }));
  loop.start();
}

const std::map<std::string, void (*)(IOLoop&)> kFaults = {
    {"blocked-loop", blocked_loop},
    {"starved-timer", starved_timer},
    {"never-ran", never_ran},
    {"unresolved-future", unresolved_future},
    {"unfinished-coroutine", unfinished_coroutine},
    {"lost-exception", lost_exception},
    {"left-handler", left_handler},
    {"closed-registered", closed_registered},
    {"busy-poll", busy_callback},
    {"busy-poll-timer", busy_timer},
    {"busy-poll-coroutine", busy_coroutine},
    {"growing-queue", growing_queue},
    {"none", none},
};

}  // namespace

int main(int argc, char** argv) {
  const auto fault = kFaults.find(argc == 2 ? argv[1] : "");
  if (fault == kFaults.end()) {
    for (const auto& [name, run] : kFaults) std::puts(name.c_str());
    return argc == 1 ? 0 : 2;
  }
  IOLoop loop;
  loop.make_current();
  fault->second(loop);
  return 0;
}
