// Cancel the timeout: the answer comes in time, so nobody wants to hear that it did not.
#include "functional/named.h"
#include "pace/pace.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

int main() {
  using namespace std::chrono_literals;
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  bool answered = false;
  Timeout too_late;
  too_late = loop.add_timeout(5s, named("too_late", [&] {
                                if (answered) return;
                                trace::print("no answer within 5 s");
                              }));
  loop.add_timeout(1s, named("on_answer", [&] {
                     answered = true;
                     trace::print("the answer is there");
                     // TODO: too_late is not wanted any more. Take it out of the loop.
                   }));
  loop.add_timeout(10s, named("end_of_day", [&] { loop.stop(); }));
  loop.start();
}
