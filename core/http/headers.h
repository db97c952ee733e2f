// Headers: the header fields of a request or a response.
//
// What: an ordered list of (name, value); names compare without case and read "Content-Type",
//   however they were written; a name may stand more than once.
// For: the client (requests, responses, trailers), and the server's connection later.
// Threads: a value; not shared between threads without a lock.
// Owns: its text: names and values in one string, and where in it each stands. So a request's
// fields
//   are two allocations, however many they are.
// Mirrors: Tornado 3.1.1 httputil.HTTPHeaders. Two differences: get_all() keeps the order of
// arrival
//   (Tornado groups equal names), and parse() refuses what RFC 9112 section 5 calls invalid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/grammar.h"

namespace eyewall::http {

/// A header section that breaks the grammar, or a limit. what() quotes the line.
class HeaderError : public ProtocolError {
 public:
  using ProtocolError::ProtocolError;
};

/// How much a peer may send. A section over a limit is a HeaderError.
struct HeaderLimits {
  std::size_t max_fields = 1000;                  // fields
  std::size_t max_bytes = std::size_t{1} << 20U;  // bytes of the whole section
};

class Headers {
 public:
  using Field = std::pair<std::string, std::string>;
  /// A field in place: until the headers are changed.
  struct View {
    std::string_view name;  // normalised
    std::string_view value;
  };
  class Iterator;

  Headers() = default;
  /// Every pair is add()ed.
  Headers(std::initializer_list<std::pair<std::string_view, std::string_view>> fields);

  /// Parses header lines, each ended by CRLF or LF; one empty line may end them. A folded line
  /// (obs-fold) is joined with one space. Throws HeaderError.
  static Headers parse(std::string_view block, const HeaderLimits& limits = {});

  /// Appends a field, beside those of that name that are there. Neither text may be of a View of
  /// these headers.
  void add(std::string_view name, std::string_view value);
  /// Makes this the only field of that name; it keeps the place of the first one there was.
  void set(std::string_view name, std::string_view value);
  /// Removes every field of that name; false when there was none.
  bool remove(std::string_view name) { return remove_from(0, name); }

  /// Room for the fields of a usual message.
  void reserve() { text_.reserve(kUsual); }

  bool contains(std::string_view name) const;
  /// The values of that name joined with ","; nothing when there is none.
  std::optional<std::string> get(std::string_view name) const;
  /// The same, or `otherwise`.
  std::string get(std::string_view name, std::string_view otherwise) const;
  /// The values of that name, one by one, in order.
  std::vector<std::string> get_list(std::string_view name) const;
  /// Every field in order of arrival.
  std::vector<Field> get_all() const;
  /// The same without a copy: a range of View.
  Iterator begin() const;
  Iterator end() const;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  /// False: some name is no token, or some value would break out of its line; or there was one.
  bool sendable() const { return sendable_; }
  friend bool operator==(const Headers& a, const Headers& b) { return a.text_ == b.text_; }

 private:
  static constexpr std::size_t kUsual = 248;  // bytes
  struct Sizes {
    std::uint32_t name;
    std::uint32_t value;
  };

  void parse_line(std::string_view line);
  void unfold(std::string_view line);
  void append(std::string_view name, std::string_view value);
  bool remove_from(std::size_t at, std::string_view name);
  Iterator find(std::string_view name) const;
  std::size_t offset(Iterator field) const;

  std::string text_;      // of each field its Sizes, its name, its value
  std::size_t last_ = 0;  // where the field that was appended last begins
  std::size_t size_ = 0;  // fields
  bool sendable_ = true;
};

class Headers::Iterator {
 public:
  View operator*() const {
    const Sizes each = sizes();
    const char* const name = at_ + sizeof each;
    return {{name, each.name}, {name + each.name, each.value}};
  }
  Iterator& operator++() {
    at_ += length();
    return *this;
  }
  bool operator==(const Iterator&) const = default;

 private:
  friend class Headers;
  explicit Iterator(const char* at) : at_(at) {}
  Sizes sizes() const {
    Sizes each{};
    std::memcpy(&each, at_, sizeof each);
    return each;
  }
  std::size_t length() const {
    const Sizes each = sizes();
    return sizeof each + each.name + each.value;
  }

  const char* at_;
};

inline Headers::Iterator Headers::begin() const {
  return Iterator(text_.data());
}
inline Headers::Iterator Headers::end() const {
  return Iterator(text_.data() + text_.size());
}

using HTTPHeaders = Headers;

/// "content-TYPE" -> "Content-Type": each part between hyphens is capitalised (ASCII only).
std::string normalized_name(std::string_view name);

}  // namespace eyewall::http
