// The page of lesson 12 under a load: tweet_server WAY [MILLISECONDS]
//
// What: the search API in a process of its own, which takes so long (500), and the page in this
//   one, which waits for it in that way: blocking, callback or coroutine. Prints its port, and
//   serves until it is killed.
// Source: the book's three programs (seeds).
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <map>

#include "http/server.h"
#include "net/bind_sockets.h"
#include "tweet_rate/pages.h"
#include "tweet_rate/search_api.h"
#include "web/application.h"

namespace {

using namespace eyewall;          // NOLINT: a lesson reads better so
using namespace eyewall::lesson;  // NOLINT

void serve(std::vector<sys::Fd> sockets, const char* path, web::HandlerClassPtr handler) {
  IOLoop loop;
  loop.make_current();
  http::HTTPServer server(web::Application({web::url(path, std::move(handler))}));
  server.add_sockets(std::move(sockets));
  if (path[1] == '\0') {
    std::printf("%d\n", server.port());
    std::fflush(stdout);
  }
  loop.start();
}

web::HandlerClassPtr page_of(const std::string& way, const std::string& api) {
  if (way == "blocking") return web::handler<BlockingRate>(api);
  if (way == "callback") return web::handler<CallbackRate>(api);
  if (way == "coroutine") return web::handler<CoroutineRate>(api);
  return nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  const long delay = argc > 2 ? std::strtol(argv[2], nullptr, 10) : 500;
  std::vector<sys::Fd> sockets = bind_sockets(0, {.address = "127.0.0.1"});
  const std::string api =
      "http://127.0.0.1:" + std::to_string(sys::local_address(sockets[0].get()).port());
  const web::HandlerClassPtr page = page_of(argc > 1 ? argv[1] : "", api);
  if (page == nullptr || delay <= 0) {
    std::fprintf(stderr, "usage: %s blocking|callback|coroutine [MILLISECONDS]\n", argv[0]);
    return 2;
  }
  if (::fork() == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // it ends with the page
    serve(std::move(sockets), "/search.json",
          web::handler<SearchHandler>(IOLoop::Duration(std::chrono::milliseconds(delay))));
    return 0;
  }
  sockets.clear();
  serve(bind_sockets(0, {.address = "127.0.0.1"}), "/", page);
}
