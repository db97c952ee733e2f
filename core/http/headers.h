// Headers: the header fields of a request or a response.
//
// What: an ordered list of (name, value); names compare without case and read "Content-Type",
//   however they were written; a name may stand more than once.
// For: the client (requests, responses, trailers), and the server's connection later.
// Threads: a value; not shared between threads without a lock.
// Owns: its text.
// Mirrors: Tornado 3.1.1 httputil.HTTPHeaders. Two differences: get_all() keeps the order of
// arrival
//   (Tornado groups equal names), and parse() refuses what RFC 9112 section 5 calls invalid.
#pragma once

#include <cstddef>
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

  Headers() = default;
  /// Every pair is add()ed.
  Headers(std::initializer_list<std::pair<std::string_view, std::string_view>> fields);

  /// Parses header lines, each ended by CRLF or LF; one empty line may end them. A folded line
  /// (obs-fold) is joined with one space. Throws HeaderError.
  static Headers parse(std::string_view block, const HeaderLimits& limits = {});

  /// Appends a field, beside those of that name that are there.
  void add(std::string_view name, std::string_view value);
  /// Makes this the only field of that name; it keeps the place of the first one there was.
  void set(std::string_view name, std::string_view value);
  /// Removes every field of that name; false when there was none.
  bool remove(std::string_view name);

  bool contains(std::string_view name) const;
  /// The values of that name joined with ","; nothing when there is none.
  std::optional<std::string> get(std::string_view name) const;
  /// The same, or `otherwise`.
  std::string get(std::string_view name, std::string_view otherwise) const;
  /// The values of that name, one by one, in order.
  std::vector<std::string> get_list(std::string_view name) const;
  /// Every field in order of arrival, names normalised.
  const std::vector<Field>& get_all() const& { return fields_; }
  /// Of a temporary: the fields themselves, so that a loop over them is safe.
  std::vector<Field> get_all() && { return std::move(fields_); }

  std::size_t size() const { return fields_.size(); }
  bool empty() const { return fields_.empty(); }
  friend bool operator==(const Headers&, const Headers&) = default;

 private:
  void parse_line(std::string_view line);

  std::vector<Field> fields_;
};

using HTTPHeaders = Headers;

/// "content-TYPE" -> "Content-Type": each part between hyphens is capitalised (ASCII only).
std::string normalized_name(std::string_view name);

}  // namespace eyewall::http
