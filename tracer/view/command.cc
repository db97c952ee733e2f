#include "view/command.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace eyewall::view {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(blank), text.size()));
  return text.substr(0, text.find_last_not_of(blank) + 1);
}

std::vector<std::string> split_commands(std::string_view script) {
  std::vector<std::string> commands;
  while (!script.empty()) {
    bool quoted = false;
    std::size_t end = 0;
    for (; end < script.size() && (quoted || script[end] != ';'); ++end) {
      if (script[end] == '"') quoted = !quoted;
    }
    commands.emplace_back(trimmed(script.substr(0, end)));
    script.remove_prefix(std::min(end + 1, script.size()));
  }
  return commands;
}

std::pair<std::string_view, std::string_view> first_word(std::string_view text) {
  text = trimmed(text);
  const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
  return {text.substr(0, end), trimmed(text.substr(end))};
}

std::string quoted(std::string_view text) {
  return "'" + std::string(text) + "'";
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::uint64_t number_in(std::string_view text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) {
    throw std::invalid_argument(quoted(text) + " is not a number");
  }
  return number;
}

std::uint64_t count_in(std::string_view text, std::uint64_t otherwise) {
  text = trimmed(text);
  if (text.empty()) return otherwise;
  const std::uint64_t number = number_in(text);
  if (number == 0) throw std::invalid_argument("a count is 1 or more");
  return number;
}

}  // namespace eyewall::view
