// The text of commands: what is a command, a word, a count.
//
// For: the words of the line player, and whatever reads a text that a user typed.
// Threads: pure functions; any thread. Errors: std::invalid_argument, with a sentence for the user.
// Source: ours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace eyewall::view {

/// The commands of a script, "s; s; p": cut at semicolons that stand outside of quotes.
std::vector<std::string> split_commands(std::string_view script);

/// Without the white space at both ends.
std::string_view trimmed(std::string_view text);

/// The first word of a text, and the rest.
std::pair<std::string_view, std::string_view> first_word(std::string_view text);

/// Text as messages quote what was typed.
std::string quoted(std::string_view text);

bool is_digit(char c);

/// A number. Throws where it is none.
std::uint64_t number_in(std::string_view text);

/// A count as a person says it: "3", or nothing, which is `otherwise`. Throws for 0 as well.
std::uint64_t count_in(std::string_view text, std::uint64_t otherwise = 1);

}  // namespace eyewall::view
