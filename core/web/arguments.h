// Arguments: what a query string, or the body of a form, says.
//
// What: names, each with its values in the order in which they came.
// For: RequestHandler::get_argument; multipart.cc.
// Threads: values and a pure function; any thread.
// Ownership: the map owns its text.
// Errors: http::BadRequest (400) for more than kMaxArguments. Nothing else is refused.
// Source: Tornado 3.1.1 escape.parse_qs_bytes, with keep_blank_values. Python's parse_qs of that
//   time took ";" for "&" too; today's does not, and neither do we.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace eyewall::web {

using Arguments = std::map<std::string, std::vector<std::string>, std::less<>>;

/// In one query string, or in one body: each costs many times the bytes in which it was sent.
inline constexpr std::size_t kMaxArguments = 10'000;

/// Adds the pairs of "a=1&b=2": percent-decoded, blank values and blank names kept.
void parse_qs(std::string_view text, Arguments& arguments);

}  // namespace eyewall::web
