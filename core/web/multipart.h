// The body of a form: its fields, and the files that were uploaded with it.
//
// What: application/x-www-form-urlencoded and multipart/form-data.
// For: RequestHandler::get_argument, and its files.
// Threads: values and pure functions, but for the log; any thread.
// Ownership: the maps own their text; a file's body is a copy.
// Errors: a malformed body, or part, is a warning in the log, and left out. http::BadRequest (400)
//   for more than kMaxArguments.
// Source: Tornado 3.1.1 httputil.parse_body_arguments, parse_multipart_form_data; RFC 7578, RFC
// 2046
//   section 5.1. A delimiter counts only where a line begins, and with a space behind it too.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "web/arguments.h"

namespace eyewall::web {

struct HTTPFile {
  std::string filename = {};  // as the client named it: never a path to write to
  std::string content_type = {};
  std::string body = {};

  friend bool operator==(const HTTPFile&, const HTTPFile&) = default;
};

using Files = std::map<std::string, std::vector<HTTPFile>, std::less<>>;

/// Adds what the body of a form says; does nothing for a body of another type.
void parse_body_arguments(std::string_view content_type, std::string_view body,
                          Arguments& arguments, Files& files);

/// Adds the parts of a multipart body; all of them are left out when its end is missing.
/// boundary: 1 to 70 characters, without quotes.
void parse_multipart_form_data(std::string_view boundary, std::string_view data,
                               Arguments& arguments, Files& files);

}  // namespace eyewall::web
