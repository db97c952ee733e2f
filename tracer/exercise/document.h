// A JSON file that is read strictly: whoever reads it can say on which line something is wrong.
//
// What: Document knows the line of each of its values; Fields takes an object apart, key by key,
//   and refuses a key that nobody took.
// For: catalog.cc, workshop.cc. Threads: one at a time.
// Ownership: Fields borrows the Document.
// Errors: Error, with file and line.
// Source: ours; RFC 8259 by nlohmann_json.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace eyewall::exercise {

class Document {
 public:
  /// Reads the file. Throws Error: it cannot be read, or is no JSON.
  explicit Document(const std::string& path);

  const std::string& path() const { return path_; }
  const nlohmann::json& root() const { return root_; }
  /// The line of the value at a JSON pointer: "" is the whole, "/checks/0/say" a part.
  std::size_t line(const std::string& pointer) const;
  [[noreturn]] void fail(const std::string& pointer, const std::string& reason) const;

 private:
  std::string path_;
  nlohmann::json root_;
  std::map<std::string, std::size_t> lines_;  // by JSON pointer
};

class Fields {
 public:
  /// The object at a JSON pointer. Throws Error where it is none.
  Fields(const Document& document, std::string pointer);

  bool has(const std::string& key) const { return object().contains(key); }
  /// Each takes one key; without a default, it has to be there and may not be empty.
  std::string text(const std::string& key);
  std::uint64_t number(const std::string& key, std::optional<std::uint64_t> otherwise = {});
  bool flag(const std::string& key, bool otherwise);
  std::vector<std::string> texts(const std::string& key, bool may_be_empty = false);
  /// Takes a key whose value is read by others; its pointer.
  std::string take(const std::string& key);
  /// Throws Error for a key that was not taken.
  void finish() const;

  [[noreturn]] void fail(const std::string& key, const std::string& reason) const;

 private:
  const nlohmann::json& object() const {
    return document_.root().at(nlohmann::json::json_pointer(pointer_));
  }
  const nlohmann::json& value(const std::string& key);

  const Document& document_;
  std::string pointer_;
  std::vector<std::string> taken_;
};

}  // namespace eyewall::exercise
