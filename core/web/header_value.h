// HeaderValue: a header of the form "value; name=value; name="quoted value"".
//
// What: such a header taken apart: Content-Type, Content-Disposition.
// For: multipart.cc.
// Threads: a value and a pure function; any thread.
// Ownership: owns its text.
// Errors: none; what has no "=" is no parameter, and a quote that is not closed is one of the
// value. Source: RFC 9110 section 5.6.6; Tornado 3.1.1 httputil._parse_header.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace eyewall::web {

struct HeaderValue {
  std::string value = {};                                           // in lower case
  std::map<std::string, std::string, std::less<>> parameters = {};  // names in lower case

  /// The parameter of that name; "" when there is none.
  std::string_view parameter(std::string_view name) const;
};

HeaderValue parse_header(std::string_view line);

}  // namespace eyewall::web
