// expect: Line 3 says "the page", not "the page of home".
#include <memory>
#include <optional>
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
  const Future<std::string> future = fetch("home");
  const std::optional<std::string> page = co_yield future;
  trace::print(page ? "the page" : "nothing");
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
