// Signed values: a client keeps them, and cannot forge them.
//
// What: base64 of the value, the second of its signing, and a HMAC-SHA1 of name, value and time.
// For: RequestHandler::set_secure_cookie, get_secure_cookie.
// Threads: pure functions, but for the log; any thread.
// Ownership: results own their text.
// Errors: a value that does not hold is none; why is a warning in the log. std::invalid_argument
// for
//   an empty secret.
// Source: Tornado 3.1.1 web.create_signed_value, decode_signed_value: the same bytes. Nothing
//   divides the parts for the HMAC, there and here, so that no name ought to be the beginning of
//   another one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "web/http_date.h"

namespace eyewall::web {

inline constexpr double kMaxSignedAge = 31;  // days

/// "YWxpY2U=|1385000000|" and 40 hexadecimal digits. Who reads it can read the value.
std::string create_signed_value(std::string_view secret, std::string_view name,
                                std::string_view value, UtcTime now = utc_now());

/// The value, if it was signed with that secret for that name, and not longer ago than that.
std::optional<std::string> decode_signed_value(std::string_view secret, std::string_view name,
                                               std::string_view text,
                                               double max_age_days = kMaxSignedAge,
                                               UtcTime now = utc_now());

}  // namespace eyewall::web
