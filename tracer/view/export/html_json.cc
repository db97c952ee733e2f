#include "export/html_json.h"

#include <nlohmann/json.hpp>

namespace eyewall::exports {

std::string script_text(std::string_view text) {
  using Json = nlohmann::json;
  constexpr bool kAsciiOnly = true;
  const std::string json = Json(text).dump(-1, ' ', kAsciiOnly, Json::error_handler_t::replace);
  if (json.find('<') == std::string::npos) return json;
  std::string safe;
  for (const char c : json) {
    if (c == '<') {
      safe += "\\u003c";
    } else {
      safe += c;
    }
  }
  return safe;
}

}  // namespace eyewall::exports
