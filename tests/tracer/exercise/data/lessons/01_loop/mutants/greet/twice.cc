// expect: It happened twice; one too many is step
// expect-mistake: callback_added_twice
#include "functional/named.h"
#include "ioloop/ioloop.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

void greet() {
  trace::print("hello");
  IOLoop::instance().stop();
}

}  // namespace

int main() {
  IOLoop::instance().add_callback(named("greet", greet));
  IOLoop::instance().add_callback(named("greet", greet));
  IOLoop::instance().start();
}
