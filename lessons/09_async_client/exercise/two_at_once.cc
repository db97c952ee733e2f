// Two at once: a fetch begins when it is called, and is waited for where it is yielded.
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
  // TODO: ask for both pages, then wait for both with one yield.
  const http::HTTPResponse home = co_yield client.fetch(site + "/home");
  const http::HTTPResponse news = co_yield client.fetch(site + "/news");
  trace::print(home.body);
  trace::print(news.body);
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
