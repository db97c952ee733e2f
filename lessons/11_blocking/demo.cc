// Lesson 11: four ways to wait in a handler, and what each costs the others.
//
// What: each way Ann asks for a page that takes a while, and Ben, in the same moment, for one that
//   does not. The blocking sleep is a real one; timeouts pass as soon as the loop is idle.
// Source: the seeds' SleepHandler and JustNowHandler; Tornado 3.1.1 web.asynchronous, gen.Task,
//   concurrent.run_on_executor.
#include "four_ways.h"
#include "http/server.h"
#include "pace/pace.h"
#include "raw_client/raw_client.h"
#include "trace/print.h"
#include "web/application.h"

namespace {

using namespace eyewall;          // NOLINT: a lesson reads better so
using namespace eyewall::lesson;  // NOLINT
using trace::print;

// What has come to a visitor, if anything.
std::string heard(const RawClient& visitor) {
  const std::string body = visitor.take_body();
  return body.empty() ? "nothing yet" : body;
}

}  // namespace

int main() {
  Pace pace;
  IOLoop& loop = pace.loop();
  SleepOnExecutor::Bed bed;
  http::HTTPServer server(
      web::Application({web::url("/blocking", web::handler<SleepBlocking>()),
                        web::url("/callback", web::handler<SleepByCallback>()),
                        web::url("/coroutine", web::handler<SleepInCoroutine>()),
                        web::url("/executor", web::handler<SleepOnExecutor>(std::ref(bed))),
                        web::url("/justnow", web::handler<JustNow>())},
                       {.date = false}));
  server.listen(0, "127.0.0.1");
  const RawClient ann(server.port()), ben(server.port());

  auto when = std::chrono::seconds(0);
  const auto after = [&](int seconds, const char* name, auto step) {
    loop.add_timeout(when + std::chrono::seconds(seconds), named(name, step));
  };
  for (const char* way : {"/blocking", "/callback", "/coroutine", "/executor"}) {
    when += std::chrono::seconds(10);
    after(0, "ask", [&, way] { ann.get(way), ben.get("/justnow"); });
    after(1, "look", [&, way] { print(std::string(way) + ": ben has " + heard(ben)); });
    after(6, "look", [&] { print("and ann has " + heard(ann)); });
  }
  after(2, "wake", [&] {
    bed.wake.release();
    bed.pool.shutdown();  // waits: so the thread's events stand in one place
  });
  after(7, "end", [&] { loop.stop(); });
  loop.start();
}
