// What a user of the line player can say.
//
// What: the table of commands, by full name and short, and a parser for one command's text.
// For: Player. Threads: pure functions; any thread.
// Source: ours; the words are those of gdb and rr.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace eyewall::view {

enum class Verb : std::uint8_t { step, back, go, print, list, help, quit };

struct VerbInfo {
  Verb verb;
  std::string_view name;
  std::string_view brief;     // the one letter
  std::string_view argument;  // "[N]", "N" or nothing
  std::string_view what;
};
std::span<const VerbInfo> verbs();

struct Command {
  Verb verb;
  std::optional<std::uint64_t> number;
};

/// Reads one command: "step", "s 3". Throws std::invalid_argument with what is wrong. `text` is
/// not blank.
Command parse_command(std::string_view text);

/// The commands of a script: "s; s; p".
std::vector<std::string> split_commands(std::string_view script);

/// Without the white space at both ends.
std::string_view trimmed(std::string_view text);

}  // namespace eyewall::view
