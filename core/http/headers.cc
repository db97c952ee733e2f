#include "http/headers.h"

#include <algorithm>

namespace eyewall::http {
namespace {

char capital(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[noreturn]] void refuse(std::string_view rule, std::string_view line) {
  throw HeaderError(std::string(rule) + ": " + quoted(line));
}

// Cuts the next line off `rest`, without its CRLF or LF. A CR alone stays, and is refused later.
std::string_view take_line(std::string_view& rest) {
  const std::size_t newline = rest.find('\n');
  std::string_view line = rest.substr(0, newline);
  if (newline == std::string_view::npos) {
    rest = {};
    return line;
  }
  rest.remove_prefix(newline + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

void check_characters(std::string_view line) {
  for (const char c : line) {
    if (!is_control(c)) continue;
    if (c == '\r') refuse("Bare CR in header line", line);
    if (c == '\0') refuse("NUL in header line", line);
    refuse("Control character in header line", line);
  }
}

void check_name(std::string_view name, std::string_view line) {
  if (name.empty()) refuse("Header name is empty", line);
  if (is_blank(name.back())) refuse("Space between header name and colon", line);
  if (!is_token(name)) refuse("Bad character in header name", line);
}

}  // namespace

std::string normalized_name(std::string_view name) {
  std::string out(name);
  bool first = true;
  for (char& c : out) {
    c = first ? capital(c) : small(c);
    first = c == '-';
  }
  return out;
}

Headers::Headers(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  fields_.reserve(fields.size() + 2);  // a server's answer gets some more
  for (const auto& [name, value] : fields) add(name, value);
}

Headers Headers::parse(std::string_view block, const HeaderLimits& limits) {
  if (block.size() > limits.max_bytes) {
    throw HeaderError("Headers of " + std::to_string(block.size()) +
                      " bytes are over the limit of " + std::to_string(limits.max_bytes));
  }
  Headers headers;
  while (!block.empty()) {
    const std::string_view line = take_line(block);
    if (line.empty()) {
      if (!block.empty()) refuse("Text after the empty line that ends the headers", block);
      break;
    }
    headers.parse_line(line);
    if (headers.size() > limits.max_fields) {
      throw HeaderError("More than " + std::to_string(limits.max_fields) + " header fields");
    }
  }
  return headers;
}

void Headers::parse_line(std::string_view line) {
  check_characters(line);
  if (is_blank(line.front())) {
    // obs-fold. Before the first field it could hide that field from a laxer parser: refused.
    if (fields_.empty()) refuse("Whitespace before the first header", line);
    const std::string_view more = trim(line);
    std::string& value = fields_.back().second;
    if (!value.empty() && !more.empty()) value += ' ';
    value += more;
    return;
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) refuse("Header line without a colon", line);
  check_name(line.substr(0, colon), line);
  add(line.substr(0, colon), trim(line.substr(colon + 1)));
}

void Headers::add(std::string_view name, std::string_view value) {
  fields_.emplace_back(normalized_name(name), value);
}

void Headers::set(std::string_view name, std::string_view value) {
  const auto named = [name](const Field& field) { return equal_ignoring_case(field.first, name); };
  const auto first = std::find_if(fields_.begin(), fields_.end(), named);
  if (first == fields_.end()) return add(name, value);
  first->second = value;
  fields_.erase(std::remove_if(first + 1, fields_.end(), named), fields_.end());
}

bool Headers::remove(std::string_view name) {
  return std::erase_if(fields_, [name](const Field& field) {
           return equal_ignoring_case(field.first, name);
         }) != 0;
}

bool Headers::contains(std::string_view name) const {
  return std::any_of(fields_.begin(), fields_.end(),
                     [name](const Field& field) { return equal_ignoring_case(field.first, name); });
}

std::optional<std::string> Headers::get(std::string_view name) const {
  std::optional<std::string> joined;
  for (const auto& [key, value] : fields_) {
    if (!equal_ignoring_case(key, name)) continue;
    if (joined) {
      *joined += ',';
      *joined += value;
    } else {
      joined = value;
    }
  }
  return joined;
}

std::string Headers::get(std::string_view name, std::string_view otherwise) const {
  std::optional<std::string> joined = get(name);
  return joined ? *std::move(joined) : std::string(otherwise);
}

std::vector<std::string> Headers::get_list(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : fields_) {
    if (equal_ignoring_case(key, name)) values.push_back(value);
  }
  return values;
}

}  // namespace eyewall::http
