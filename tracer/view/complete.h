// What a command that is being typed can go on with.
//
// What: the words for its last word, from the table of words and from what each takes.
// For: the line editor of `eyewall replay`, and the full-screen player's command line.
// Threads: pure function. Source: ours.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "view/navigator.h"

namespace eyewall::view {

struct Completion {
  std::size_t from = 0;            // where in the line the last word begins
  std::vector<std::string> words;  // all that it could be, in alphabetical order
};

/// `line` is what stands before the cursor.
Completion complete(const Navigator& navigator, std::string_view line);

/// What all words begin with: what can be typed without a choice.
std::string common_beginning(const std::vector<std::string>& words);

}  // namespace eyewall::view
