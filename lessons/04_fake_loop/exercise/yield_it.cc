// Yield it: a coroutine that waits hands out what it waits for.
#include <memory>
#include <string>

#include "fakeloop/coroutine.h"
#include "fakeloop/run_on_executor.h"
#include "trace/print.h"

using namespace eyewall;            // NOLINT: an exercise reads better so
using namespace eyewall::fakeloop;  // NOLINT

namespace {

using Fetch = FunctionObject<Future<std::string>(std::string)>;

Generator<Future<std::string>, std::string> show(Fetch fetch) {
  trace::print("asking");
  // TODO: this holds up whoever called. Yield the future, and take what is sent back.
  const std::string page = fetch("home").result();
  trace::print(page);
  co_return;
}

std::string fetch_page(const std::string& url) {
  return "the page of " + url;
}

}  // namespace

int main() {
  const auto tick = std::make_shared<ManualTick>();
  FakeIOLoop loop(tick);
  {
    ThreadPoolExecutor executor(1);
    const Fetch fetch =
        run_on_executor(executor, def("fetch", [](std::string url) { return fetch_page(url); }));
    try {
      coroutine(loop, def("show", [&fetch] { return show(fetch); }))();
    } catch (const StopIteration&) {
      trace::print("it has ended, and has yielded nothing");
    }
    trace::print("meanwhile");
  }              // waits until the worker has done its task
  tick->tick();  // the loop runs one callback
}
