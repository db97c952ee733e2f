// Sentences with their values put in, and lines that fit.
//
// What: {field} placeholders filled from an event; words wrapped to a width in cells.
// For: walk_print.cc, and whoever tells an event in words.
// Threads: pure functions.
// Source: ours.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "read/event.h"

namespace eyewall::explain {

/// How a value is written.
using Shown = std::string (*)(const read::Value& value);

/// The sentence with {field} replaced by the event's value, {a|b} by that of the first it has. One
/// that it lacks is left out with its parentheses, and is a question mark elsewhere. Control
/// characters in values are escaped, unless they are shown otherwise.
std::string fill(std::string_view sentence, const read::Event& event, Shown shown = read::display);

/// The lines of a text, without their ends.
std::vector<std::string_view> split_lines(std::string_view text);

/// Columns of a text on a terminal: see cells.h.
std::size_t columns_of(std::string_view text);

/// Lines of at most `width` columns (at least 1), broken at spaces and beside wide characters; a
/// longer word is cut. One empty line for an empty text.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

}  // namespace eyewall::explain
