// The keys and results that a Runner keeps for its coroutine.
//
// What: Key (a name that a user chose, or a number that a yield point was given), PendingKeys.
// For: Runner.
// Threads: the loop's own.
// Source: Runner.pending_callbacks and Runner.results of Tornado 3.1.1's gen.py.
#pragma once

#include <any>
#include <concepts>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "gen/errors.h"

namespace eyewall::gen {

class Key {
 public:
  Key() = default;                                   // no key yet
  Key(std::string name) : name_(std::move(name)) {}  // NOLINT: a string is a key
  Key(const char* name) : name_(name) {}             // NOLINT
  /// Key(1) is Key("1").
  template <std::integral I>
  Key(I name) : name_(std::to_string(name)) {}  // NOLINT: so is a number
  /// A key that no name equals; number > 0.
  static Key numbered(std::uint64_t number) {
    Key key;
    key.number_ = number;
    return key;
  }
  bool operator==(const Key& other) const {
    return number_ == other.number_ && (number_ != 0 || name_ == other.name_);
  }
  /// What numbered() was given; 0: it has a name.
  std::uint64_t number() const { return number_; }
  std::string text() const { return number_ != 0 ? "#" + std::to_string(number_) : name_; }

 private:
  std::uint64_t number_ = 0;  // 0: it has a name
  std::string name_;
};

class PendingKeys {
 public:
  /// Throws KeyReuseError.
  void add(const Key& key) {
    for (const Entry& entry : entries_) {
      if (entry.key == key) throw KeyReuseError(key.text());
    }
    entries_.push_back({key, false, {}});
  }
  /// Throws UnknownKeyError.
  bool has_result(const Key& key) { return find(key).has_result; }
  /// A result for a key that nobody waits for any more is dropped, as its callback may come late.
  void set_result(const Key& key, std::any result) {
    for (Entry& entry : entries_) {
      if (!(entry.key == key)) continue;
      entry.result = std::move(result);
      entry.has_result = true;
    }
  }
  /// Gives the result and forgets the key. Throws UnknownKeyError.
  std::any pop_result(const Key& key) {
    Entry& entry = find(key);
    std::any result = std::move(entry.result);
    entries_.erase(entries_.begin() + (&entry - entries_.data()));
    return result;
  }
  bool empty() const { return entries_.empty(); }
  std::string text() const {
    std::string keys;
    for (const Entry& entry : entries_) keys += (keys.empty() ? "" : ", ") + entry.key.text();
    return keys;
  }

 private:
  struct Entry {
    Key key;
    bool has_result;
    std::any result;
  };
  Entry& find(const Key& key) {
    for (Entry& entry : entries_) {
      if (entry.key == key) return entry;
    }
    throw UnknownKeyError(key.text());
  }

  std::vector<Entry> entries_;  // few: a search beats a map
};

}  // namespace eyewall::gen
