// Lesson 12: ten users, and a page that has to ask somebody else first.
//
// What: a search API that takes a second, and the page that asks it, in two of its three ways, on
//   one loop. Ten visitors ask at once, and time passes only when the loop is idle: so it is known
//   to the tick when each was answered. The third way blocks, and cannot be shown on this loop: it
//   would wait for an API that is served by the loop it blocks. See load.py for it.
// Source: the book's tweet rate application (seeds).
#include <vector>

#include "http/server.h"
#include "pace/pace.h"
#include "raw_client/raw_client.h"
#include "trace/print.h"
#include "tweet_rate/pages.h"
#include "tweet_rate/search_api.h"
#include "web/application.h"

namespace {

using namespace eyewall;          // NOLINT: a lesson reads better so
using namespace eyewall::lesson;  // NOLINT
using namespace std::chrono_literals;

}  // namespace

int main() {
  Pace pace;
  IOLoop& loop = pace.loop();
  const web::Settings settings{.date = false};
  const IOLoop::Duration delay = 1s;
  http::HTTPServer api(
      web::Application({web::url("/search.json", web::handler<SearchHandler>(delay))}, settings));
  api.listen(0, "127.0.0.1");
  const std::string at = "http://127.0.0.1:" + std::to_string(api.port());
  http::HTTPServer pages(web::Application({web::url("/callback", web::handler<CallbackRate>(at)),
                                           web::url("/coroutine", web::handler<CoroutineRate>(at))},
                                          settings));
  pages.listen(0, "127.0.0.1");

  std::vector<RawClient> users;
  for (int user = 0; user < 10; ++user) users.emplace_back(pages.port());
  IOLoop::Duration when = 0s;
  for (const char* page : {"/callback", "/coroutine"}) {
    loop.add_timeout(when += 10s, named("ask", [&, page] {
                       for (const RawClient& user : users) user.get(page + std::string("?q=pants"));
                     }));
    loop.add_timeout(when + delay + 1ms, named("look", [&, page] {
                       int answered = 0;
                       for (const RawClient& user : users) answered += !user.take_body().empty();
                       trace::print(page + (": " + std::to_string(answered)) + " are answered");
                     }));
  }
  loop.add_timeout(when + 2s, named("end", [&] { loop.stop(); }));
  loop.start();
}
