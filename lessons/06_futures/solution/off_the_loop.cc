// Off the loop: an executor waits, add_future brings the result back.
#include <latch>
#include <string>
#include <thread>

#include "concurrent/add_future.h"
#include "concurrent/executor.h"
#include "pace/pace.h"
#include "trace/call.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

// A slow disk: read() takes as long as three ticks of the loop. On the loop's own thread that would
// be for ever, so there it gives up.
struct SlowDisk {
  std::latch ticks{3};
  std::thread::id loop = std::this_thread::get_id();

  std::string read() {
    const trace::Call call("read", trace::Site::current());
    if (std::this_thread::get_id() == loop) return "given up: the loop stands still";
    ticks.wait();
    return "the letter";
  }
};

void tick(IOLoop& loop, SlowDisk& disk, int left) {
  trace::print("tick");
  if (left > 1)
    loop.add_callback(named("tick", [&loop, &disk, left] { tick(loop, disk, left - 1); }));
  disk.ticks.count_down();
}

}  // namespace

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  SlowDisk disk;
  ThreadPoolExecutor pool(1);
  const auto show = [&loop](const std::string& text) {
    trace::print(text);
    loop.stop();
  };
  const Future<std::string> letter = pool.submit(named("read", [&] { return disk.read(); }));
  add_future(loop, letter,
             named("show", [&](const Future<std::string>& done) { show(done.result()); }));
  loop.add_callback(named("tick", [&] { tick(loop, disk, 3); }));
  loop.start();
}
