#include "cart/shopping_cart.h"

#include <algorithm>

namespace eyewall::lesson {

bool ShoppingCart::add(const std::string& session) {
  if (holds(session)) return true;
  if (inventory() == 0) return false;
  sessions_.insert(session);
  notify_callbacks();
  return true;
}

void ShoppingCart::remove(const std::string& session) {
  if (sessions_.erase(session) != 0) notify_callbacks();
}

void ShoppingCart::register_callback(const void* key, Function<void()> callback) {
  callbacks_.emplace_back(key, std::make_shared<Function<void()>>(std::move(callback)));
}

void ShoppingCart::unregister_callback(const void* key) {
  callbacks_.erase(std::remove_if(callbacks_.begin(), callbacks_.end(),
                                  [key](const auto& entry) { return entry.first == key; }),
                   callbacks_.end());
}

// A callback may take itself off the list, or another: each is called only if it is still there.
void ShoppingCart::notify_callbacks() {
  for (const auto& entry : std::vector(callbacks_)) {
    if (std::find(callbacks_.begin(), callbacks_.end(), entry) != callbacks_.end())
      (*entry.second)();
  }
}

}  // namespace eyewall::lesson
