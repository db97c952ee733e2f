// Rest a little: a sleep is a future, and a future is waited for by a yield.
#include <chrono>

#include "gen/gen.h"
#include "ioloop/ioloop.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

gen::Coroutine<void> rest_body() {
  co_yield gen::sleep(std::chrono::milliseconds(1));
  trace::print("awake");
  IOLoop::instance().stop();
}

const auto rest = gen::coroutine(rest_body, "rest");

}  // namespace

int main() {
  rest();
  IOLoop::instance().start();
}
