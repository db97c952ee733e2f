// JSON that may stand inside a <script> of a page, whoever wrote the texts in it.
//
// What: lists of numbers and texts, and a table that holds each text once.
// For: the html format. Threads: one at a time. Ownership: owns what it is given.
// Source: ours; the rules are those of the HTML standard's "Restrictions for contents of script".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace eyewall::exports {

/// `text` as a JSON string of ASCII characters only, none of them a `<`: it can neither end a
/// script nor begin a comment in it. What is no UTF-8 becomes U+FFFD.
std::string script_text(std::string_view text);

/// A JSON list, as it grows.
class JsonList {
 public:
  void add(std::int64_t number) { raw(std::to_string(number)); }
  void add(std::uint64_t number) { raw(std::to_string(number)); }
  void add_text(std::string_view text) { raw(script_text(text)); }
  /// JSON text.
  void raw(std::string_view json) {
    text_ += text_.empty() ? '[' : ',';
    text_ += json;
  }
  bool empty() const { return text_.empty(); }
  std::string take() && {
    if (text_.empty()) text_ += '[';
    text_ += ']';
    return std::move(text_);
  }

 private:
  std::string text_;
};

/// The members of a JSON object, as they come; without braces.
class Members {
 public:
  /// The list is taken.
  void add(std::string_view name, JsonList& list) { raw(name, std::move(list).take()); }
  void add(std::string_view name, std::string_view text) { raw(name, script_text(text)); }
  void add(std::string_view name, std::uint64_t number) { raw(name, std::to_string(number)); }
  /// JSON text.
  void raw(std::string_view name, std::string_view json) {
    text_.append(text_.empty() ? "\"" : ",\"").append(name).append("\":").append(json);
  }
  std::string take() && { return std::move(text_); }

 private:
  std::string text_;
};

/// Texts by number, each kept once.
class TextTable {
 public:
  /// The number of the text, from 0.
  std::uint64_t number(std::string text) {
    const auto [at, is_new] = numbers_.try_emplace(std::move(text), numbers_.size());
    if (is_new) list_.add_text(at->first);
    return at->second;
  }
  JsonList take() && { return std::move(list_); }

 private:
  std::unordered_map<std::string, std::uint64_t> numbers_;
  JsonList list_;
};

}  // namespace eyewall::exports
