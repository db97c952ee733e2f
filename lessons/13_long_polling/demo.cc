// Lesson 13: long polling: a request that is answered when there is news.
//
// What: a shop with two articles. Ann and Ben wait for news of the stock; others buy. Ann goes away
//   while she waits; the last visitor comes too late. The shop itself is in lessons/cart, and
//   `./lab demo-server` shows it to real browsers.
// Source: the book's shopping cart (seeds); Tornado 3.1.1 web.asynchronous.
#include "cart/handlers.h"
#include "http/server.h"
#include "pace/pace.h"
#include "raw_client/raw_client.h"
#include "trace/print.h"
#include "web/application.h"

namespace {

using namespace eyewall;          // NOLINT: a lesson reads better so
using namespace eyewall::lesson;  // NOLINT
using namespace std::chrono_literals;
using trace::print;

}  // namespace

int main() {
  Pace pace;
  IOLoop& loop = pace.loop();
  ShoppingCart cart(2);
  const auto shop = std::ref(cart);
  http::HTTPServer server(
      web::Application({web::url("/cart", web::handler<CartHandler>(shop)),
                        web::url("/cart/status", web::handler<StatusHandler>(shop))},
                       {.date = false}));
  server.listen(0, "127.0.0.1");
  RawClient ann(server.port());
  const RawClient ben(server.port()), eve(server.port()), late(server.port());

  const auto at = [&](IOLoop::Duration when, auto step) {
    loop.add_timeout(when, named("step", step));
  };
  at(1s, [&] {
    ann.get("/cart/status");
    ben.get("/cart/status");
  });
  at(2s, [&] { eve.post("/cart", "session=eve&action=add"); });
  at(3s, [&] {
    print("ann hears " + ann.take_body() + ", ben " + ben.take_body());
    ann.get("/cart/status");
  });
  at(4s, [&] { ann.leave(); });
  at(5s, [&] {
    print("waiting: " + std::to_string(cart.registered()));
    ben.post("/cart", "session=ben&action=add");
  });
  at(6s, [&] { late.post("/cart", "session=late&action=add"); });
  at(7s, [&] {
    print("late hears " + late.take());
    loop.stop();
  });
  loop.start();
}
