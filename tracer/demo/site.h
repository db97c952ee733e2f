// The demo site: the routes of every lesson, in one Application.
//
// What: "/" "Hello, world", "/later" the same after 50 ms, "/echo", "/headers", "/sleep",
//   "/justnow", "/ws" a WebSocket's echo, "/cart" the shop with its news by long polling, and
//   "/cart/live" the same page with its news by WebSocket.
// For: `eyewall demo-server`, and whoever tries a client on it.
// Threads: the loop's own. Ownership: the Site owns the shop, and outlives its server.
// Source: the seeds' servers; the lessons 10 to 14 say more of each.
#pragma once

#include "cart/shopping_cart.h"
#include "web/application.h"

namespace eyewall::demo {

class Site {
 public:
  web::Application application(web::Settings settings = {});

 private:
  lesson::ShoppingCart cart_{10};
};

}  // namespace eyewall::demo
