// First callback: the loop runs what it is given, and nothing else.
#include "functional/named.h"
#include "pace/pace.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  auto greet = named("greet", [&] {
    trace::print("hello from the loop");
    loop.stop();
  });
  // TODO: greet is called here. Give it to the loop instead, so that the loop calls it.
  greet();
  loop.start();
  trace::print("the loop has stopped");
}
