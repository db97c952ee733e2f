// Lesson 05: what a loop runs, and in which order.
//
// What: two callbacks, one that they add, a handler, a timeout that comes and one that does not, an
//   exception. Time stands still but for the loop's own waiting.
// Source: Tornado 3.1.1 ioloop.PollIOLoop.start.
#include <stdexcept>

#include "functional/named.h"
#include "ioloop/ioloop.h"
#include "pace/pace.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a lesson reads better so
using namespace std::chrono_literals;
using trace::print;

}  // namespace

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  const sys::Fd bell = sys::eventfd_create();  // readable once somebody has rung

  loop.add_handler(bell.get(),
                   named("on_bell",
                         [&](int fd, std::uint32_t) {
                           print("on_bell");
                           loop.remove_handler(fd);
                         }),
                   IOLoop::kRead);
  const Timeout never = loop.add_timeout(500ms, named("never", [] { print("never"); }));
  loop.add_timeout(1s, named("last", [&] {
                     print("last");
                     loop.stop();
                   }));
  loop.add_callback(named("first", [&] {
    loop.add_callback(named("third", [] { print("third"); }));
    sys::eventfd_signal(bell.get());
    print("first");
  }));
  loop.add_callback(named("second", [&] {
    print("second");
    loop.remove_timeout(never);
    throw std::runtime_error("second has had enough");
  }));
  print("before the loop");
  loop.start();
  print("after the loop");
}
