// Lesson 04: a loop that is only a thread and a list, and a coroutine that does not hold it up.
//
// What: two calls. The first waits for a worker that sleeps, the second is answered meanwhile.
// Source: the seed's practice program, line by line; the sleep ends when the second call is over.
#include <latch>
#include <memory>
#include <optional>
#include <string>

#include "fakeloop/coroutine.h"
#include "fakeloop/run_on_executor.h"
#include "trace/print.h"

namespace {

using namespace eyewall;            // NOLINT: a lesson reads better so
using namespace eyewall::fakeloop;  // NOLINT

struct Sleep {
  std::latch begun{1}, over{1};
};

std::string test_block(Sleep& sleep, const std::string& a) {
  sleep.begun.count_down();
  sleep.over.wait();
  return "finish " + a + " ";
}

using Block = FunctionObject<Future<std::string>(std::string)>;

Generator<Future<std::string>, std::string, std::string> with_sleep(Block block, Sleep* sleep) {
  trace::print("2. <bound method " + block.name() + ">");
  const Future<std::string> future = block("333");
  sleep->begun.wait();  // or chance says when the worker begins, and each trace is another one
  const std::optional<std::string> result = co_yield future;
  trace::print("4... " + *result);
  co_return *result;
}

void print(const std::string& line) {
  trace::print(line);
}

}  // namespace

int main() {
  Sleep sleep;
  const auto tick = std::make_shared<ManualTick>();
  FakeIOLoop loop(tick);
  {
    ThreadPoolExecutor executor(10);
    const Block block = run_on_executor(
        executor, def("TestCls.test_block", [&](std::string a) { return test_block(sleep, a); }));
    coroutine(loop, def("getdata_with_sleep", [&] { return with_sleep(block, &sleep); }), print)();
    coroutine(loop, def("getdata_without_sleep", [] { return "i am not blocked"; }), print)();
    sleep.over.count_down();
  }  // waits for the worker: its callback is in the list now
  tick->tick();
}
