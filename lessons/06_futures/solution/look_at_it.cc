// Look at it: who asks a future for its result is ready for the exception too.
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
  try {
    trace::print(page.result());
  } catch (const std::runtime_error& error) {
    trace::print(error.what());
  }
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
