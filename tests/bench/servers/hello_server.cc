// Our server, for server_bench.py: `hello_server raw|headers` prints its port and serves "Hello,
// world": as bytes that the program has put together, or by write_headers.
#include <cstdio>
#include <string_view>

#include "http/server.h"
#include "http/server_request.h"

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

}  // namespace

int main(int argc, char** argv) {
  eyewall::IOLoop loop;
  const bool headers = argc > 1 && std::string_view(argv[1]) == "headers";
  eyewall::http::HTTPServer server(headers ? with_headers : raw, {.io_loop = &loop});
  server.listen(0);
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  loop.start();
}
