// On the executor: a decorator that makes of a slow function one that gives a future at once.
#include <string>

#include "fakeloop/thread_pool_executor.h"
#include "functional/decorate.h"
#include "trace/print.h"

using namespace eyewall;            // NOLINT: an exercise reads better so
using namespace eyewall::fakeloop;  // NOLINT

namespace {

using Slow = FunctionObject<std::string(std::string)>;
using Quick = FunctionObject<Future<std::string>(std::string)>;

Quick on_executor([[maybe_unused]] ThreadPoolExecutor& executor, const Slow& function) {
  const auto wrapper = [function](std::string url) {
    // TODO: this runs the function on the caller's thread. Submit it to the executor.
    Promise<std::string> promise(function.name());
    promise.set_result(function(url));
    return promise.future();
  };
  // TODO: what is returned has forgotten the function's name.
  return def("wrapper", wrapper);
}

std::string fetch_page(const std::string& url) {
  trace::print("fetching " + url);
  return "the page of " + url;
}

}  // namespace

int main() {
  ThreadPoolExecutor executor(1);
  const Quick fetch =
      on_executor(executor, def("fetch", [](std::string url) { return fetch_page(url); }));
  trace::print(fetch.name());
  trace::print(fetch("home").result());
  trace::print(fetch("news").result());
}
