// Do not wait: who asks a future for its result waits until it is there.
#include <memory>
#include <string>

#include "fakeloop/fake_ioloop.h"
#include "fakeloop/run_on_executor.h"
#include "trace/print.h"

using namespace eyewall;            // NOLINT: an exercise reads better so
using namespace eyewall::fakeloop;  // NOLINT

namespace {

std::string fetch_page(const std::string& url) {
  return "the page of " + url;
}

}  // namespace

int main() {
  const auto tick = std::make_shared<ManualTick>();
  FakeIOLoop loop(tick);
  {
    ThreadPoolExecutor executor(1);
    const auto fetch =
        run_on_executor(executor, def("fetch", [](std::string url) { return fetch_page(url); }));
    const Future<std::string> page = fetch("home");
    // TODO: this waits. Let the loop print the result, when the future is done.
    trace::print(page.result());
    trace::print("meanwhile");
  }              // waits until the worker has done its task
  tick->tick();  // the loop runs one callback
}
