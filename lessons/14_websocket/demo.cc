// Lesson 14: one connection for as long as the page is open.
//
// What: an echo first. Then the shop of lesson 13: Ann and Ben listen, Eve buys, Ann goes away, and
//   Eve puts it back. The visitors' frames are written out, byte for byte.
// Source: RFC 6455; the book's shopping cart over WebSockets (seeds).
#include "cart/handlers.h"
#include "http/server.h"
#include "pace/pace.h"
#include "raw_client/raw_client.h"
#include "socket/handlers.h"
#include "trace/print.h"
#include "web/application.h"

namespace {

using namespace eyewall;          // NOLINT: a lesson reads better so
using namespace eyewall::lesson;  // NOLINT
using namespace std::chrono_literals;
using trace::print;

constexpr char kUpgrade[] =
    " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
// RFC 6455, section 5.7: "Hello", masked with 37 fa 21 3d. And a close frame, masked with zeros.
constexpr char kHello[] = "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58";
constexpr std::string_view kClose("\x88\x82\0\0\0\0\x03\xe8", 8);

}  // namespace

int main() {
  Pace pace;
  IOLoop& loop = pace.loop();
  ShoppingCart cart(10);
  const auto shop = std::ref(cart);
  http::HTTPServer server(
      web::Application({web::url("/ws", web::handler<EchoHandler>()),
                        web::url("/cart", web::handler<CartHandler>(shop)),
                        web::url("/cart/socket", web::handler<StatusSocket>(shop))},
                       {.date = false}));
  server.listen(0, "127.0.0.1");
  RawClient ann(server.port()), ben(server.port()), eve(server.port()), echo(server.port());

  IOLoop::Duration when = 0s;
  const auto next = [&](auto step) { loop.add_timeout(when += 1s, named("step", step)); };
  next([&] { echo.send(std::string("GET /ws") + kUpgrade); });
  next([&] { print(echo.take().substr(0, 12)), echo.send(kHello); });
  next([&] { print(echo.take_body().substr(2)), echo.send(kClose); });
  next([&] {
    for (RawClient* visitor : {&ann, &ben})
      visitor->send(std::string("GET /cart/socket") + kUpgrade);
  });
  next([&] { eve.post("/cart", "session=eve&action=add"); });
  next([&] { ann.leave(); });
  next([&] { eve.post("/cart", "session=eve&action=remove"); });
  next([&] { print("listening: " + std::to_string(cart.registered())), loop.stop(); });
  loop.start();
}
