// expect: Line 3 says "no page", not "asking mirror"
#include <chrono>
#include <stdexcept>
#include <string>

#include "gen/gen.h"
#include "pace/pace.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so
using namespace std::chrono_literals;

namespace {

gen::Coroutine<std::string> fetch_body(std::string server) {
  trace::print("asking " + server);
  co_yield gen::sleep(1s);
  if (server != "mirror") throw std::runtime_error(server + " does not answer");
  co_return "the page";
}
const auto fetch = gen::coroutine(fetch_body, "fetch");

// The page; from the mirror where the main server has none.
gen::Coroutine<std::string> page_body() {
  try {
    co_return co_yield fetch("main");
  } catch (const std::runtime_error& error) {
    trace::print(error.what());
  }
  co_return "no page";
}
const auto page = gen::coroutine(page_body, "page");

}  // namespace

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  add_future(loop, page(), named("show", [&loop](const Future<std::string>& done) {
               loop.stop();
               trace::print(done.result());
             }));
  loop.start();
}
