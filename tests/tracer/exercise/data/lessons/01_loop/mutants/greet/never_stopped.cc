// expect: still ran after 5 seconds
// expect-mistake: loop_never_stopped
#include "functional/named.h"
#include "ioloop/ioloop.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

void greet() {
  trace::print("hello");

}

}  // namespace

int main() {
  IOLoop::instance().add_callback(named("greet", greet));
  IOLoop::instance().start();
}
