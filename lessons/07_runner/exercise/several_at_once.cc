// Several at once: three servers can be asked in the time of one.
#include <chrono>
#include <string>
#include <vector>

#include "gen/gen.h"
#include "pace/pace.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so
using namespace std::chrono_literals;

namespace {

gen::Coroutine<int> ask_body(std::string server, IOLoop::Duration takes) {
  trace::print("asking " + server);
  co_yield gen::sleep(takes);
  trace::print(server + " answers");
  co_return 10;
}
const auto ask = gen::coroutine(ask_body, "ask");

gen::Coroutine<void> add_up_body() {
  int sum = 0;
  // TODO: ask all three, then wait for all three with one yield.
  sum += co_yield ask("east", 3s);
  sum += co_yield ask("north", 2s);
  sum += co_yield ask("west", 1s);
  trace::print("sum: " + std::to_string(sum));
}
const auto add_up = gen::coroutine(add_up_body, "add_up");

}  // namespace

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  add_future(loop, add_up(), named("done", [&loop](const Future<void>&) { loop.stop(); }));
  loop.start();
}
