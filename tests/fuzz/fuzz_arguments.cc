// Any bytes as a query string: no argument is lost, and written again it says the same.
#include <algorithm>

#include "fuzz/require.h"
#include "http/request_head.h"
#include "web/arguments.h"
#include "web/escape.h"

namespace {

namespace arguments_fuzz {

using eyewall::fuzz::require;
namespace web = eyewall::web;

std::string written(const web::Arguments& arguments) {
  std::string text;
  for (const auto& [name, values] : arguments) {
    for (const std::string& value : values) {
      text += web::url_escape(name) + "=" + web::url_escape(value) + "&";
    }
  }
  return text;
}

std::size_t count(const web::Arguments& arguments) {
  std::size_t total = 0;
  for (const auto& [name, values] : arguments) total += values.size();
  return total;
}

// How many texts that are not empty stand between the "&".
std::size_t count_pairs(std::string_view text) {
  std::size_t total = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '&' && (i == 0 || text[i - 1] == '&')) ++total;
  }
  return total;
}

void check_escape(std::string_view text) {
  for (const bool plus : {true, false}) {
    require(web::url_unescape(web::url_escape(text, plus), plus) == text,
            "escaped and unescaped, it is the same");
    require(web::url_unescape(text, plus).size() <= text.size(), "nothing is made up");
  }
  require(web::xhtml_escape(text).find_first_of("<>\"'") == std::string::npos, "no markup is left");
}

}  // namespace arguments_fuzz

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace arguments_fuzz;
  const std::string_view text = eyewall::fuzz::view(data, size);
  check_escape(text);
  web::Arguments arguments;
  try {
    web::parse_qs(text, arguments);
  } catch (const eyewall::http::BadRequest&) {
    require(count_pairs(text) > web::kMaxArguments, "only too many are refused");
    return 0;
  }
  require(count(arguments) == count_pairs(text), "each pair is an argument");
  web::Arguments again;
  web::parse_qs(written(arguments), again);
  require(again == arguments, "written and parsed again, they are the same");
  return 0;
}
