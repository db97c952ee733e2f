// expect: Two that wait at the same time take as long as the slower one
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
  for (int i = 0; i < 2; ++i) {
    const std::vector<Future<http::HTTPResponse>> asked = {
        client.fetch(site + (i == 0 ? "/home" : "/news"))};
    const std::vector<http::HTTPResponse> pages = co_yield asked;
    trace::print(pages[0].body);
  }
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
