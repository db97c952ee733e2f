// An idle loop's rhythm: it sleeps in the poll until the next timeout, and does nothing else.
#include <string>

#include "functional/named.h"
#include "ioloop/periodic_callback.h"
#include "pace/pace.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a lesson reads better so
using namespace std::chrono_literals;

}  // namespace

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  const IOLoop::TimePoint begin = loop.time();
  int beats = 0;
  const auto beat = [&] {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(loop.time() - begin);
    trace::print("beat " + std::to_string(++beats) + ", after " + std::to_string(seconds.count()) +
                 " s");
    if (beats == 2) pace.work(2500ms);  // two beats are missed: they are left out
    if (beats == 4) loop.stop();
  };
  PeriodicCallback heart(named("beat", beat), 1s, loop);
  heart.start();
  loop.start();
}
