// Rest a little.
#include <chrono>

#include "gen/gen.h"
#include "ioloop/ioloop.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

gen::Coroutine<void> rest_body() {
  // TODO: wait for the sleep
  gen::sleep(std::chrono::milliseconds(1));
  co_yield gen::moment();
  trace::print("awake");
  IOLoop::instance().stop();
}

const auto rest = gen::coroutine(rest_body, "rest");

}  // namespace

int main() {
  rest();
  IOLoop::instance().start();
}
