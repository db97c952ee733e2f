// Our server, for server_bench.py: `hello_server raw|headers|web` prints its port and serves
// "Hello, world": as bytes that the program has put together, by write_headers, or by a coroutine
// of a RequestHandler.
#include <cstdio>
#include <string_view>

#include "http/server.h"
#include "http/server_request.h"
#include "web/application.h"
#include "web/request_handler.h"

namespace {

using Request = std::shared_ptr<eyewall::http::HTTPServerRequest>;

constexpr const char* kAnswer =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\nHello, world";

void raw(const Request& request) {
  request->write(kAnswer);
  request->finish();
}

void with_headers(const Request& request) {
  request->write_headers(200, {{"Content-Type", "text/plain"}, {"Content-Length", "12"}},
                         "Hello, world");
  request->finish();
}

class Hello : public eyewall::web::RequestHandler {
 public:
  eyewall::gen::Coroutine<void> get() {
    write("Hello, world");
    co_return;
  }
};

eyewall::http::RequestCallback answer(std::string_view how) {
  if (how == "raw") return raw;
  if (how == "headers") return with_headers;
  return eyewall::web::Application({eyewall::web::url("/", eyewall::web::handler<Hello>())});
}

}  // namespace

int main(int argc, char** argv) {
  eyewall::IOLoop loop;
  eyewall::http::HTTPServer server(answer(argc > 1 ? argv[1] : "web"), {.io_loop = &loop});
  server.listen(0);
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  loop.start();
}
