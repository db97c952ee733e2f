// expect: `loop.start` never happened
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
  greet();
  loop.add_callback(greet);
  loop.start();
  trace::print("the loop has stopped");
}
