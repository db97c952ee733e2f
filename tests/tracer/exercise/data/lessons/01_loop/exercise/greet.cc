// Greet from the loop.
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
  // TODO: let the loop run greet
  greet();
  IOLoop::instance().start();
}
