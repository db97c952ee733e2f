// ShoppingCart: what is in stock, who holds one, and who wants to hear of it.
//
// What: each session may hold one article, for as long as there is one. Whoever registered is
//   called when the stock changes, until it says that it does not want to be.
// For: lessons 13 and 14; the demo server.
// Threads: the loop's own. Ownership: owns the callbacks; a key is only compared.
// Source: the book's ShoppingCart (seeds), without two flaws that it confesses: there the stock
//   falls below zero, and callbacks of clients that are gone are called.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "functional/function.h"

namespace eyewall::lesson {

class ShoppingCart {
 public:
  explicit ShoppingCart(int stock) : stock_(stock) {}

  /// Articles that are left; never below zero.
  int inventory() const { return stock_ - static_cast<int>(sessions_.size()); }
  bool holds(const std::string& session) const { return sessions_.count(session) != 0; }
  /// False: there is none left. Who holds one already keeps that one.
  bool add(const std::string& session);
  /// Puts it back; nothing happens where there is none.
  void remove(const std::string& session);

  /// Calls callback() at each change, until unregister_callback(key).
  void register_callback(const void* key, Function<void()> callback);
  void unregister_callback(const void* key);
  std::size_t registered() const { return callbacks_.size(); }

 private:
  void notify_callbacks();

  int stock_;
  std::set<std::string> sessions_;  // each holds one article
  std::vector<std::pair<const void*, std::shared_ptr<Function<void()>>>> callbacks_;
};

}  // namespace eyewall::lesson
