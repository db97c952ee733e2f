// The waker: another thread adds a callback while the loop sleeps in its poll.
#include <thread>

#include "functional/named.h"
#include "pace/pace.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a lesson reads better so
using trace::print;

}  // namespace

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  std::thread worker;
  // NOLINTNEXTLINE: no coroutine, so it may capture
  loop.add_callback(named("begin", [&] {
    print("the loop begins a thread, and will sleep");
    worker = std::thread([&] {
      print("the thread has worked, and adds a callback");
      loop.add_callback(named("done", [&] {
        print("the loop has been woken");
        loop.stop();
      }));
    });
  }));
  loop.start();
  worker.join();
}
