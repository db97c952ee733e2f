// An echo, and the shop's news, over WebSocket.
//
// What: EchoHandler sends back what comes; StatusSocket tells of each change of the stock, for as
//   long as it is open.
// For: lesson 14; the demo server.
// Threads: the loop's own. Ownership: the program owns the ShoppingCart, which outlives the server.
// Source: the book's EchoHandler and its shopping cart over WebSockets (seeds).
#pragma once

#include "cart/shopping_cart.h"
#include "websocket/handler.h"

namespace eyewall::lesson {

/// Text comes back as text, and binary as binary.
class EchoHandler : public websocket::WebSocketHandler {
 protected:
  void on_message(websocket::Message message) override { write_message(message); }
};

class StatusSocket : public websocket::WebSocketHandler {
 public:
  void initialize(ShoppingCart& cart) { cart_ = &cart; }

 protected:
  void open() override;
  void on_message(websocket::Message) override {}  // what is bought comes by POST /cart
  void on_close() override { cart_->unregister_callback(this); }

 private:
  void write_inventory();

  ShoppingCart* cart_ = nullptr;
};

}  // namespace eyewall::lesson
