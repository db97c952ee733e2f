// Url: an http or https URL in its parts; resolve(): a relative reference made absolute.
//
// For: the client (where to connect, what to ask for, where a redirect leads).
// Threads: values and pure functions; any thread.
// Owns: its text.
// Mirrors: Tornado 3.1.1 simple_httpclient._HTTPConnection.__init__, which splits with Python's
// urlparse
//   and its own patterns, and urljoin in _on_body. Stricter: RFC 3986's grammar is enforced, so
//   that no URL can smuggle a line into the request; resolve() follows its section 5.2 to the
//   letter.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace eyewall::http {

/// Not a URL that can be fetched. what() says which part is wrong, and quotes the URL.
class UrlError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

struct Url {
  std::string scheme = {};                   // "http" or "https"
  std::optional<std::string> user = {};      // percent-decoded
  std::optional<std::string> password = {};  // percent-decoded
  std::string host = {};                     // a name or an address; IPv6 without its brackets
  std::uint16_t port = 80;                   // where to connect: the scheme's when none was written
  bool port_written = false;
  std::string path = {};                     // as written, maybe empty
  std::optional<std::string> query = {};     // without the "?"
  std::optional<std::string> fragment = {};  // without the "#"

  /// Parses an absolute URL. Throws UrlError.
  static Url parse(std::string_view text);

  /// What the request line asks for: "/path?query". Bytes beyond ASCII are percent-encoded.
  std::string target() const;
  /// The Host header: the authority as written, without user and password, or an IPv6 zone.
  std::string host_header() const;
  /// The whole URL again; parsing it gives an equal Url.
  std::string to_string() const;

  friend bool operator==(const Url&, const Url&) = default;
};

/// The absolute form of `reference` as seen from `base` (RFC 3986 section 5.2, strict). The result
/// need not be an http URL. Throws UrlError when `base` has no scheme.
std::string resolve(std::string_view base, std::string_view reference);

/// The path without its "." and ".." segments (RFC 3986 section 5.2.4).
std::string remove_dot_segments(std::string_view path);

/// %41 becomes A. Throws UrlError where two hexadecimal digits do not follow a "%".
std::string percent_decoded(std::string_view text);

}  // namespace eyewall::http
