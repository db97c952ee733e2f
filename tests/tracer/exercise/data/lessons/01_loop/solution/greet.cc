// Greet from the loop: the callback is added before the loop starts, and stops it.
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
  IOLoop::instance().start();
}
