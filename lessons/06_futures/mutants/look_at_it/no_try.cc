// expect: no exception leaves the callback
// expect-mistake: exception_let_out
#include <stdexcept>
#include <string>

#include "concurrent/add_future.h"
#include "concurrent/executor.h"
#include "pace/pace.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

std::string fetch_page(const std::string& url) {
  if (url == "nowhere") throw std::runtime_error("no such page: " + url);
  return "the page of " + url;
}

void show(const Future<std::string>& page) {
  trace::print(page.result());
}

}  // namespace

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  DummyExecutor executor;  // runs what it is given at once
  for (const std::string url : {"home", "nowhere"}) {
    const auto page = executor.submit(named("fetch", [url] { return fetch_page(url); }));
    add_future(loop, page, named("show", show));
    loop.add_callback(named("stop", [&loop] { loop.stop(); }));
    loop.start();
  }
}
