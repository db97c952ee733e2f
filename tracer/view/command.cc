#include "view/command.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace eyewall::view {
namespace {

constexpr VerbInfo kVerbs[] = {
    {Verb::step, "step", "s", "[N]", "go N events forward (1)"},
    {Verb::back, "back", "b", "[N]", "go N events back (1)"},
    {Verb::go, "goto", "g", "N", "go to event N"},
    {Verb::print, "print", "p", "[N]",
     "show all that event N says, and its source line (this one)"},
    {Verb::list, "list", "l", "[N]", "show N events around this one (11)"},
    {Verb::help, "help", "h", "", "show this"},
    {Verb::quit, "quit", "q", "", "leave"},
};

std::uint64_t number_in(std::string_view text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) {
    throw std::invalid_argument("'" + std::string(text) + "' is not a number");
  }
  return number;
}

}  // namespace

std::span<const VerbInfo> verbs() {
  return kVerbs;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(blank), text.size()));
  return text.substr(0, text.find_last_not_of(blank) + 1);
}

Command parse_command(std::string_view text) {
  text = trimmed(text);
  const std::size_t space = std::min(text.find_first_of(" \t"), text.size());
  const std::string_view word = text.substr(0, space);
  const std::string_view argument = trimmed(text.substr(space));
  const auto verb = std::find_if(std::begin(kVerbs), std::end(kVerbs), [&](const VerbInfo& info) {
    return word == info.name || word == info.brief || (word == "?" && info.verb == Verb::help);
  });
  if (verb == std::end(kVerbs)) {
    throw std::invalid_argument("no such command: '" + std::string(word) + "'; help lists them");
  }
  const std::string name(verb->name);
  if (argument.empty() && verb->argument == "N")
    throw std::invalid_argument(name + " needs a number");
  if (!argument.empty() && verb->argument.empty())
    throw std::invalid_argument(name + " takes no number");
  if (argument.empty()) return {verb->verb, std::nullopt};
  return {verb->verb, number_in(argument)};
}

std::vector<std::string> split_commands(std::string_view script) {
  std::vector<std::string> commands;
  while (!script.empty()) {
    const std::size_t end = std::min(script.find(';'), script.size());
    commands.emplace_back(trimmed(script.substr(0, end)));
    script.remove_prefix(std::min(end + 1, script.size()));
  }
  return commands;
}

}  // namespace eyewall::view
