// The words of the line player: one table, from which parsing, help and completion come.
//
// What: words.def as a table; finding a word by its name, alias or a beginning of it.
// For: Player, complete.h, `eyewall replay --help`. Threads: constant data; any thread.
// Source: ours; the words are those of gdb and rr.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "view/answer.h"

namespace eyewall::view {

enum class Group : std::uint8_t { move, stop, show, ask, keep, other };
std::string_view title(Group group);  // "Moving"

/// What an empty line does after the word: gdb repeats what does no harm.
enum class Again : std::uint8_t { yes, no };

struct Word {
  Group group;
  std::string_view name;      // "step"
  std::string_view alias;     // "s", "h ?"; empty: it has none
  std::string_view argument;  // "[N]", "PATTERN"; empty: it takes none
  Again again;
  Answer (*obey)(Session& session, std::string_view argument);
  std::string_view what;  // one line
  std::string_view more;  // the rest of its help: examples, what is not obvious
};

/// Every word, by group, in the order in which help lists them.
std::span<const Word> words();

/// The word that a text means: its name, its alias, or a beginning that no other name has. Throws
/// std::invalid_argument for none and for several, and says what could be meant.
const Word& word_named(std::string_view text);

/// A word, and what is said to it.
struct Command {
  const Word* word;
  std::string argument;
};
/// Reads one command: "step", "s 3", "/text". Throws as word_named, and for an argument where none
/// is taken, or none where one is needed. `text` is not blank.
Command parse_command(std::string_view text);

}  // namespace eyewall::view
