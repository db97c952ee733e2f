// UriParts: a URI reference cut into its five components, none of them checked.
//
// For: url.cc and resolve.cc only.
// Threads: values and pure functions; any thread.
// Owns: nothing; the views point into the text that was cut.
// Source: RFC 3986 section 3 and appendix B; Tornado 3.1.1 calls Python's urlsplit.
#pragma once

#include <optional>
#include <string_view>

namespace eyewall::http {

struct UriParts {
  std::optional<std::string_view> scheme = {};
  std::optional<std::string_view> authority = {};
  std::string_view path = {};
  std::optional<std::string_view> query = {};
  std::optional<std::string_view> fragment = {};

  /// Never fails: every text is a reference of some kind.
  static UriParts split(std::string_view text);
};

}  // namespace eyewall::http
