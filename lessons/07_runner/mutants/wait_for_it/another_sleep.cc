// expect: How long something takes is a guess
// expect-mistake: future_not_yielded
#include <chrono>

#include "gen/gen.h"
#include "pace/pace.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so
using namespace std::chrono_literals;

namespace {

// Takes a second.
gen::Coroutine<void> save_body() {
  co_yield gen::sleep(1s);
  trace::print("the letter is saved");
}
const auto save = gen::coroutine(save_body, "save");

// What is sent has to be saved before.
gen::Coroutine<void> send_body() {
  save();
  co_yield gen::sleep(2s);
  trace::print("the letter is sent");
}
const auto send = gen::coroutine(send_body, "send");

}  // namespace

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  add_future(loop, send(), named("done", [&loop](const Future<void>&) { loop.stop(); }));
  loop.start();
}
