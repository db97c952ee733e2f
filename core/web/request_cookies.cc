// A RequestHandler's cookies. They are headers: an error page, which begins anew, has none of them.
#include "web/request_handler.h"
#include "web/signed_value.h"

namespace eyewall::web {

std::string RequestHandler::get_cookie(std::string_view name, std::string_view otherwise) const {
  const Cookies cookies = parse_cookies(request_->headers().get("Cookie", ""));
  const auto found = cookies.find(name);
  return found == cookies.end() ? std::string(otherwise) : found->second;
}

std::optional<std::string> RequestHandler::get_secure_cookie(std::string_view name,
                                                             double max_age_days) const {
  return decode_signed_value(settings_->cookie_secret, name, get_cookie(name), max_age_days);
}

void RequestHandler::set_cookie(std::string_view name, std::string_view value,
                                const CookieOptions& options) {
  const std::string cookie = set_cookie_value(name, value, options);
  const std::string begin = std::string(name) + "=";
  const std::vector<std::string> before = headers_.get_list("Set-Cookie");
  clear_header("Set-Cookie");
  for (const std::string& other : before) {
    if (!other.starts_with(begin)) add_header("Set-Cookie", other);
  }
  add_header("Set-Cookie", cookie);
}

void RequestHandler::set_secure_cookie(std::string_view name, std::string_view value,
                                       const CookieOptions& options) {
  set_cookie(name, create_signed_value(settings_->cookie_secret, name, value), options);
}

void RequestHandler::clear_cookie(std::string_view name, CookieOptions options) {
  options.expires = utc_now() - std::chrono::hours(24 * 365);
  set_cookie(name, "", options);
}

}  // namespace eyewall::web
