#include "web/header_value.h"

#include <algorithm>

#include "http/grammar.h"

namespace eyewall::web {
namespace {

// Whether `text` starts with a backslash and what it escapes. Before any other character it is
// itself: some browsers write a file's whole path.
bool is_escape(std::string_view text) {
  return text.size() >= 2 && text[0] == '\\' && (text[1] == '\\' || text[1] == '"');
}

// Cuts what stands before the next ";" that is in no quotes; the ";" goes too.
std::string_view take_piece(std::string_view& rest) {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < rest.size() && (quoted || rest[end] != ';'); ++end) {
    if (quoted && is_escape(rest.substr(end))) {
      ++end;
    } else if (rest[end] == '"') {
      quoted = !quoted;
    }
  }
  const std::string_view piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return http::trim(piece);
}

std::string unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  text = text.substr(1, text.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_escape(text.substr(i))) ++i;
    out += text[i];
  }
  return out;
}

}  // namespace

std::string_view HeaderValue::parameter(std::string_view name) const {
  const auto found = parameters.find(name);
  return found == parameters.end() ? std::string_view() : found->second;
}

HeaderValue parse_header(std::string_view line) {
  HeaderValue header{.value = http::lower_case(take_piece(line))};
  while (!line.empty()) {
    const std::string_view piece = take_piece(line);
    const std::size_t equals = piece.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string name = http::lower_case(http::trim(piece.substr(0, equals)));
    header.parameters[name] = unquoted(http::trim(piece.substr(equals + 1)));
  }
  return header;
}

}  // namespace eyewall::web
