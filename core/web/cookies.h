// Cookies: what a client sends in its Cookie header, and what a Set-Cookie header says.
//
// What: both headers, read and written.
// For: RequestHandler::get_cookie, set_cookie.
// Threads: values and pure functions; any thread.
// Ownership: values own their text.
// Errors: what is malformed in a Cookie header is left out, the rest counts. CookieError for a
//   Set-Cookie header that would say something else than it was meant to.
// Source: RFC 6265; Tornado 3.1.1 web.RequestHandler.set_cookie and Python's Cookie.SimpleCookie,
//   which drops all cookies where one is malformed.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "web/http_date.h"

namespace eyewall::web {

/// A cookie that cannot be written; what() says which part of it, and quotes it.
class CookieError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

using Cookies = std::map<std::string, std::string, std::less<>>;

/// The cookies of a Cookie header; of two with one name the last counts, as in Tornado.
Cookies parse_cookies(std::string_view header);

enum class SameSite : std::uint8_t { unset, lax, strict, none };

struct CookieOptions {
  std::string path = "/";
  std::string domain = {};
  std::optional<UtcTime> expires = {};
  std::optional<double> expires_days = {};  // from now, where there is no `expires`
  std::optional<std::chrono::seconds> max_age = {};
  bool httponly = false;
  bool secure = false;
  SameSite samesite = SameSite::unset;
};

/// The value of a Set-Cookie header. What a cookie may not hold is written as Python writes it:
/// in quotes, as \073. Throws CookieError for control characters and blanks, for a name that is no
/// token, and for a ";" in path or domain.
std::string set_cookie_value(std::string_view name, std::string_view value,
                             const CookieOptions& options = {}, UtcTime now = utc_now());

}  // namespace eyewall::web
