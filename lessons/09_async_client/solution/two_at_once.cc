// Two at once: both fetches are under way before the coroutine waits for the first time.
#include <memory>
#include <string>
#include <vector>

#include "gen/gen.h"
#include "http/client.h"
#include "http/server.h"
#include "http/server_request.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

gen::Coroutine<void> show_body(std::string site) {
  http::AsyncHTTPClient client;
  const std::vector<Future<http::HTTPResponse>> asked = {client.fetch(site + "/home"),
                                                         client.fetch(site + "/news")};
  const std::vector<http::HTTPResponse> pages = co_yield asked;
  for (const http::HTTPResponse& page : pages) trace::print(page.body);
}
const auto show = gen::coroutine(show_body, "show");

// The other side: a server in this program, on the same loop.
void answer(const std::shared_ptr<http::HTTPServerRequest>& request) {
  const std::string body = "this is " + request->uri();
  request->write("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                 body);
  request->finish();
}

}  // namespace

int main() {
  IOLoop loop;
  loop.install();
  http::HTTPServer server(answer);
  server.listen(0, "127.0.0.1");
  const std::string site = "http://127.0.0.1:" + std::to_string(server.port());
  add_future(loop, show(site), named("done", [&loop](const Future<void>&) { loop.stop(); }));
  loop.start();
}
