// expect: one too many is step
#include <string>

#include "functional/named.h"
#include "pace/pace.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  int done = 0;
  Function<void()> work;
  const auto work_on = [&] { work(); };
  loop.add_callback(named("work", work_on));
  work = [&] {
    trace::print("piece " + std::to_string(++done));
    loop.add_callback(named("work", work_on));
    if (done > 5) loop.stop();
  };
  loop.add_callback(named("visitor", [] { trace::print("a visitor is served"); }));
  loop.start();
}
