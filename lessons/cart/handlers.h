// The shop over HTTP: its page, its cart, and news by long polling.
//
// What: DetailHandler shows the page; CartHandler puts an article into a session's cart or back;
//   StatusHandler answers when the stock changes, and not before.
// For: lessons 13 and 14; the demo server.
// Threads: the loop's own. Ownership: the program owns the ShoppingCart, which outlives the server.
// Source: the book's shopping_cart.py (seeds).
#pragma once

#include "cart/shopping_cart.h"
#include "web/request_handler.h"

namespace eyewall::lesson {

class ShopHandler : public web::RequestHandler {
 public:
  void initialize(ShoppingCart& cart) { cart_ = &cart; }

 protected:
  ShoppingCart& cart() const { return *cart_; }
  void act();              // action=add or remove, session=...; 409 when there is none left
  void write_inventory();  // {"inventoryCount":9}

 private:
  ShoppingCart* cart_ = nullptr;
};

/// The page; its scripts hear of changes by `news`: "poll", or "socket".
class DetailHandler : public ShopHandler {
 public:
  void initialize(ShoppingCart& cart, const std::string& news) {
    ShopHandler::initialize(cart);
    news_ = news;
  }
  void get();

 private:
  std::string news_;
};

class CartHandler : public ShopHandler {
 public:
  void post() { act(); }
};

/// Held until the stock changes; with ?seen=N answered at once where it is not N any more.
class StatusHandler : public ShopHandler {
 public:
  web::Asynchronous get();
  void on_connection_close() override;

 private:
  void on_message();
};

}  // namespace eyewall::lesson
