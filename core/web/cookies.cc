#include "web/cookies.h"

#include <algorithm>

#include "http/grammar.h"

namespace eyewall::web {
namespace {

using std::string_view;

bool is_octal(char c) {
  return c >= '0' && c <= '7';
}

// The byte that "073" stands for at the start of `text`; -1 where no such thing stands.
int octal_byte(string_view text) {
  if (text.size() < 3 || text[0] > '3') return -1;
  if (!std::all_of(text.begin(), text.begin() + 3, is_octal)) return -1;
  return (text[0] - '0') * 64 + (text[1] - '0') * 8 + (text[2] - '0');
}

// Undoes the quotes that Python, and so set_cookie_value, puts around a value.
std::string unquoted_cookie(string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  text = text.substr(1, text.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const int byte = octal_byte(text.substr(i + 1));
    out += byte >= 0 ? static_cast<char>(byte) : text[i + 1];
    i += byte >= 0 ? 3 : 1;
  }
  return out;
}

// What RFC 6265 section 4.1.1 lets stand in a value as it is.
bool is_cookie_octet(char c) {
  return c > ' ' && c < '\x7f' && c != '"' && c != ',' && c != ';' && c != '\\';
}

std::string quoted_cookie(string_view value) {
  if (std::all_of(value.begin(), value.end(), is_cookie_octet)) return std::string(value);
  std::string out = "\"";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      (out += '\\') += c;
    } else if (is_cookie_octet(c)) {
      out += c;
    } else {
      out += '\\';
      for (const unsigned shift : {6U, 3U, 0U})
        out += static_cast<char>('0' + (byte >> shift & 7U));
    }
  }
  return out += '"';
}

bool is_blank_or_control(char c) {
  return (c >= 0 && c <= ' ') || c == '\x7f';
}

void check(string_view what, string_view text, bool good) {
  if (!good) throw CookieError("Bad " + std::string(what) + " of a cookie: " + http::quoted(text));
}

bool is_attribute(string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return c == ';' || (is_blank_or_control(c) && c != ' '); });
}

std::string_view same_site_name(SameSite samesite) {
  switch (samesite) {
    case SameSite::lax:
      return "Lax";
    case SameSite::strict:
      return "Strict";
    case SameSite::none:
      return "None";
    case SameSite::unset:
      break;
  }
  return {};
}

std::optional<UtcTime> expiry(const CookieOptions& options, UtcTime now) {
  if (options.expires || !options.expires_days) return options.expires;
  const std::chrono::duration<double, std::ratio<86400>> days(*options.expires_days);
  return now + std::chrono::floor<std::chrono::seconds>(days);
}

}  // namespace

Cookies parse_cookies(string_view header) {
  Cookies cookies;
  while (!header.empty()) {
    const std::size_t end = header.find(';');
    const string_view pair = header.substr(0, end);
    header.remove_prefix(end == string_view::npos ? header.size() : end + 1);
    const std::size_t equals = pair.find('=');
    if (equals == string_view::npos) continue;
    const string_view name = http::trim(pair.substr(0, equals));
    if (name.empty()) continue;
    cookies[std::string(name)] = unquoted_cookie(http::trim(pair.substr(equals + 1)));
  }
  return cookies;
}

std::string set_cookie_value(string_view name, string_view value, const CookieOptions& options,
                             UtcTime now) {
  check("name", name, http::is_token(name));
  check("value", value, std::none_of(value.begin(), value.end(), is_blank_or_control));
  check("path", options.path, is_attribute(options.path));
  check("domain", options.domain, is_attribute(options.domain));
  std::string out = std::string(name) + "=" + quoted_cookie(value);
  if (!options.domain.empty()) out += "; Domain=" + options.domain;
  const std::optional<UtcTime> expires = expiry(options, now);
  if (expires) out += "; expires=" + format_http_date(*expires);
  if (options.httponly) out += "; HttpOnly";
  if (options.max_age) out += "; Max-Age=" + std::to_string(options.max_age->count());
  if (!options.path.empty()) out += "; Path=" + options.path;
  if (options.samesite != SameSite::unset)
    out.append("; SameSite=").append(same_site_name(options.samesite));
  if (options.secure) out += "; Secure";
  return out;
}

}  // namespace eyewall::web
