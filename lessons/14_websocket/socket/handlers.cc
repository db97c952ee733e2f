#include "socket/handlers.h"

#include <nlohmann/json.hpp>

namespace eyewall::lesson {

// The stock may have changed since the page was made: so the first message comes at once.
void StatusSocket::open() {
  cart_->register_callback(this, named("on_change", [this] { write_inventory(); }));
  write_inventory();
}

void StatusSocket::write_inventory() {
  if (is_open()) write_message(nlohmann::json{{"inventoryCount", cart_->inventory()}}.dump());
}

}  // namespace eyewall::lesson
