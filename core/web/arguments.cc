#include "web/arguments.h"

#include <algorithm>

#include "http/request_head.h"
#include "web/escape.h"

namespace eyewall::web {

void parse_qs(std::string_view text, Arguments& arguments) {
  std::size_t count = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (pair.empty()) continue;
    if (++count > kMaxArguments) throw http::BadRequest(400, "Too many arguments");
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
    arguments[url_unescape(pair.substr(0, equals))].push_back(url_unescape(value));
  }
}

}  // namespace eyewall::web
