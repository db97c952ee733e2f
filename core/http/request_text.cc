#include "http/request_text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "http/basic_auth.h"
#include "http/grammar.h"

namespace eyewall::http {
namespace {

bool takes_body(std::string_view method) {
  return method == "POST" || method == "PATCH" || method == "PUT";
}

bool is_supported(std::string_view method) {
  return takes_body(method) || method == "GET" || method == "HEAD" || method == "DELETE" ||
         method == "OPTIONS";
}

void check_method(const RequestProxy& request) {
  const std::string& method = request.request().method;
  if (!is_token(method)) throw RequestError("Method is not a token: " + quoted(method));
  if (request.allow_nonstandard_methods()) return;
  if (!is_supported(method)) throw RequestError("unknown method " + method);
  const bool has_body = request.request().body.has_value();
  if (takes_body(method) && !has_body) {
    throw RequestError("Body is missing: a " + method +
                       " request needs one, if only \"\" (or allow_nonstandard_methods)");
  }
  if (!takes_body(method) && has_body) {
    throw RequestError("Body is not allowed in a " + method +
                       " request (unless allow_nonstandard_methods)");
  }
}

// A request with two ideas of its length is two requests to whoever stands in between.
void check_length(const HTTPRequest& request) {
  if (request.headers.contains("Transfer-Encoding")) {
    throw RequestError("Transfer-Encoding in a request is not supported");
  }
  if (!request.body && request.headers.get("Content-Length", "0") != "0") {
    throw RequestError("Content-Length in a request without a body");
  }
}

void check_header(std::string_view name, std::string_view value) {
  const std::string line = std::string(name).append(": ").append(value);
  if (line.find_first_of("\r\n") != std::string::npos) {
    throw RequestError("Newline in header: " + quoted(line));
  }
  if (line.find('\0') != std::string::npos) throw RequestError("NUL in header: " + quoted(line));
  if (!is_token(name)) throw RequestError("Header name is not a token: " + quoted(line));
}

void add_authorization(Headers& headers, const HTTPRequest& request, const Url& url) {
  const bool in_url = url.user.has_value();
  if (!in_url && !request.auth_username) return;
  if (request.auth_mode.value_or("basic") != "basic") {
    throw RequestError("unsupported auth_mode " + quoted(*request.auth_mode));
  }
  const std::string& user = in_url ? *url.user : *request.auth_username;
  const std::string password = (in_url ? url.password : request.auth_password).value_or("");
  try {
    headers.set("Authorization", basic_auth(user, password));
  } catch (const std::invalid_argument& error) {
    throw RequestError(error.what());
  }
}

void set_default(Headers& headers, std::string_view name, std::string_view value) {
  if (!headers.contains(name)) headers.add(name, value);
}

}  // namespace

Headers request_headers(const RequestProxy& proxy, const Url& url) {
  const HTTPRequest& request = proxy.request();
  check_length(request);
  Headers headers = request.headers;
  if (request.if_modified_since) {
    headers.set("If-Modified-Since", format_timestamp(*request.if_modified_since));
  }
  set_default(headers, "Connection", "close");
  set_default(headers, "Host", url.host_header());
  add_authorization(headers, request, url);
  if (!proxy.user_agent().empty()) headers.set("User-Agent", proxy.user_agent());
  if (request.body) headers.set("Content-Length", std::to_string(request.body->size()));
  if (request.method == "POST") {
    set_default(headers, "Content-Type", "application/x-www-form-urlencoded");
  }
  if (proxy.use_gzip()) headers.set("Accept-Encoding", "gzip");
  for (const auto& [name, value] : headers.get_all()) check_header(name, value);
  return headers;
}

std::string request_text(const RequestProxy& proxy, const Url& url) {
  check_method(proxy);
  const HTTPRequest& request = proxy.request();
  std::string text = request.method + " " + url.target() + " HTTP/1.1\r\n";
  for (const auto& [name, value] : request_headers(proxy, url).get_all()) {
    text.append(name).append(": ").append(value).append("\r\n");
  }
  text.append("\r\n");
  if (request.body) text.append(*request.body);
  return text;
}

std::string format_timestamp(std::int64_t seconds) {
  using namespace std::chrono;
  // Names are HTTP's, not the locale's.
  constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::int64_t kFurthest = 253402300799;  // the end of the year 9999
  const sys_seconds when{std::chrono::seconds{std::clamp<std::int64_t>(seconds, 0, kFurthest)}};
  const sys_days day = floor<days>(when);
  const year_month_day date{day};
  const hh_mm_ss time{when - day};
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                kDays.at(weekday{day}.c_encoding()), static_cast<unsigned>(date.day()),
                kMonths.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text.data();
}

}  // namespace eyewall::http
