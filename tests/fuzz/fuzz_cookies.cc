// Any bytes as a Cookie header, and as a cookie that is set: refused, or what was meant and no
// more.
#include <algorithm>

#include "fuzz/require.h"
#include "http/grammar.h"
#include "web/cookies.h"

namespace {

namespace cookies_fuzz {

using eyewall::fuzz::require;
namespace web = eyewall::web;

bool is_one_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; });
}

void check_set(std::string_view name, std::string_view value) {
  try {
    const std::string header = web::set_cookie_value(name, value, {.path = ""});
    require(is_one_line(header), "a cookie is one line");
    require(header.find(';') == std::string::npos, "a cookie has the options that it was given");
    const web::Cookies cookies = web::parse_cookies(header);
    require(cookies.size() == 1 && cookies.begin()->first == name, "it comes back by its name");
    require(cookies.begin()->second == value, "and with its value");
  } catch (const web::CookieError&) {
    // refused by name: fine
  }
}

void check_path(std::string_view path) {
  try {
    const std::string header = web::set_cookie_value("a", "b", {.path = std::string(path)});
    require(is_one_line(header), "a cookie is one line");
    require(std::count(header.begin(), header.end(), ';') == (path.empty() ? 0 : 1),
            "a path is one option");
  } catch (const web::CookieError&) {
    // refused by name: fine
  }
}

}  // namespace cookies_fuzz

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cookies_fuzz;
  const std::string_view text = eyewall::fuzz::view(data, size);
  const web::Cookies cookies = web::parse_cookies(text);
  require(cookies.size() <= text.size() / 2 + 1, "each cookie was sent");
  for (const auto& [name, value] : cookies) {
    require(!name.empty() && name.find_first_of(";=") == std::string::npos, "a name is a name");
    check_set(name, value);
  }
  check_set("a", text);
  check_set(text, "b");
  check_path(text);
  return 0;
}
