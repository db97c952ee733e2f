// expect: Line 1 says "the page of home", not "both are asked for".
#include <latch>
#include <string>

#include "concurrent/add_future.h"
#include "concurrent/executor.h"
#include "pace/pace.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

void show(const Future<std::string>& page) {
  trace::print(page.result());
}

}  // namespace

int main() {
  lesson::Pace pace;
  IOLoop& loop = pace.loop();
  ThreadPoolExecutor pool(1);
  std::latch asked(1);  // the worker is slow: it goes on when this is counted down

  Future<std::string> kept = done_future(std::string("the page of home"));
  Future<std::string> fetched = pool.submit(named("fetch", [&asked] {
    asked.wait();
    return std::string("the page of news");
  }));
  kept.add_done_callback(named("show_home", show));
  add_future(loop, fetched, named("show_news", show));
  trace::print("both are asked for");

  asked.count_down();
  pool.shutdown();  // waits until the worker has done its task
  loop.add_callback(named("stop", [&loop] { loop.stop(); }));
  loop.start();
}
