// A server for those that nobody here wrote: `server_program [CERTIFICATE]` prints its port, and
// serves until its standard input ends. With a certificate it serves TLS.

#include "http/server_request.h"
#include "serve.h"
#include "sys/socket_calls.h"

namespace {

using eyewall::IOLoop;
namespace http = eyewall::http;
using Request = std::shared_ptr<http::HTTPServerRequest>;

void answer(const Request& request, int code, std::string_view body) {
  request->write_headers(code,
                         {{"Content-Type", "text/plain; charset=UTF-8"},
                          {"Content-Length", std::to_string(body.size())}},
                         body);
  request->finish();
}

void in_pieces(const Request& request) {
  request->write_headers(200, {}, "one, ");
  for (const char* piece : {"two, ", "three"}) request->write(piece);
  request->finish();
}

void serve(const Request& request) {
  if (request->path() == "/") return answer(request, 200, "Hello, world");
  if (request->path() == "/echo") return answer(request, 200, request->body);
  if (request->path() == "/chunked") return in_pieces(request);
  answer(request, 404, "404: Not Found\n");
}

}  // namespace

int main(int argc, char** argv) {
  IOLoop loop;
  http::HTTPServerOptions options{.io_loop = &loop};
  if (argc > 1) options.ssl_options = eyewall::SSLOptions{.certfile = argv[1]};
  http::HTTPServer server(serve, std::move(options));
  server.listen(0);
  eyewall::serve_until_input_ends(loop, server);
}
