// Status or error: a fetch that fails throws at its yield, and can be caught there.
#include <memory>
#include <string>

#include "gen/gen.h"
#include "http/client.h"
#include "http/status.h"
#include "net/scripted_peer.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

gen::Coroutine<int> status_body(std::string url) {
  http::AsyncHTTPClient client;
  try {
    const http::HTTPResponse response = co_yield client.fetch(url);
    co_return response.code;
  } catch (const http::HTTPError& error) {
    co_return error.code();
  }
}
const auto status = gen::coroutine(status_body, "status");

gen::Coroutine<void> check_body(std::string site) {
  const int missing = co_yield status(site + "missing");
  trace::print("missing: " + std::to_string(missing));
  const int home = co_yield status(site + "home");
  trace::print("home: " + std::to_string(home));
  const int gone = co_yield status(site + "gone");
  trace::print("gone: " + std::to_string(gone));
}
const auto check = gen::coroutine(check_body, "check");

}  // namespace

int main() {
  // Stands for the network: two answers, and for the third request the connection is closed.
  ScriptedPeer peer({"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
                     "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", std::nullopt});
  ScriptedClock clock;
  IOLoop loop(std::make_unique<ScriptedPoller>(peer, clock), clock);
  loop.install();
  const std::string site = "http://127.0.0.1:" + std::to_string(peer.port()) + "/";
  add_future(loop, check(site), named("done", [&loop](const Future<void>&) { loop.stop(); }));
  loop.start();
}
