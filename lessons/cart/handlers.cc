#include "cart/handlers.h"

#include <nlohmann/json.hpp>

#include "cart/page.h"

namespace eyewall::lesson {

void ShopHandler::write_inventory() {
  write_json({{"inventoryCount", cart().inventory()}});
}

void DetailHandler::get() {
  set_header("Cache-Control", "no-store");  // each page is a session of its own
  write(page(cart().inventory(), news_));
}

void ShopHandler::act() {
  const std::string session = get_argument("session");
  const std::string action = get_argument("action");
  if (action == "add") {
    if (!cart().add(session)) set_status(409);
  } else if (action == "remove") {
    cart().remove(session);
  } else {
    throw web::HTTPError(400, "action is add or remove, not " + action);
  }
  write_inventory();
}

web::Asynchronous StatusHandler::get() {
  const std::string seen = get_argument("seen", "");
  if (!seen.empty() && seen != std::to_string(cart().inventory())) {
    on_message();
  } else {
    const auto self = std::static_pointer_cast<StatusHandler>(shared_from_this());
    cart().register_callback(this, named("on_message", [self] { self->on_message(); }));
  }
  return {};
}

// Taken off the list first: it can be answered once only.
void StatusHandler::on_message() {
  cart().unregister_callback(this);
  write_inventory();
  finish();
}

void StatusHandler::on_connection_close() {
  cart().unregister_callback(this);
}

}  // namespace eyewall::lesson
