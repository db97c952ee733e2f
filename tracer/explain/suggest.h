// What could have been meant by a word that is none of those allowed.
//
// What: the nearest word, by how many letters differ; or the list of all.
// For: error messages of patterns and commands. Threads: pure functions.
// Source: ours; the distance is Damerau's and Levenshtein's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace eyewall::explain {

/// The word most like `word`, if one is much like it.
std::optional<std::string_view> nearest(std::string_view word,
                                        const std::vector<std::string_view>& words);

/// "a, b, c"
std::string listed(const std::vector<std::string_view>& words);

/// "did you mean poll.event?", or "there are a, b, c"; empty where there are no words at all.
std::string suggestion(std::string_view word, const std::vector<std::string_view>& words);

}  // namespace eyewall::explain
