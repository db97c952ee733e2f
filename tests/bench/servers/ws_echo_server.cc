// Ours, for websocket_bench.py: echoes messages. Prints its port.
#include <cstdio>

#include "http/server.h"
#include "web/application.h"
#include "websocket/handler.h"

namespace {

namespace web = eyewall::web;
namespace websocket = eyewall::websocket;

class Echo : public websocket::WebSocketHandler {
 protected:
  void on_message(websocket::Message message) override { write_message(message); }
};

}  // namespace

int main() {
  eyewall::IOLoop loop;
  loop.make_current();
  eyewall::http::HTTPServer server(web::Application({web::url("/", web::handler<Echo>())}));
  server.listen(0, "127.0.0.1");
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  loop.start();
}
