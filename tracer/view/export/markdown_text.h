// Texts in Markdown.
//
// What: whatever a trace says stands in code spans, in which Markdown reads neither its own marks
// nor
//   HTML nor links; numbers stand as they are. Our own words have their marks escaped.
// For: markdown.h. Threads: pure functions.
// Source: CommonMark 0.30, sections 2.4 and 6.1; GitHub's extensions leave code spans alone.
#pragma once

#include <string>
#include <string_view>

#include "read/event.h"

namespace eyewall::exports {

/// A code span of that text, on one line. What is no character, or would turn the text around it,
/// is U+FFFD. An empty text is a span of one space.
std::string markdown_code(std::string_view text);

/// A value: a number as it is, anything else in a code span.
std::string markdown_value(const read::Value& value);

/// Our own words; what stands in braces is left alone.
std::string markdown_words(std::string_view words);

/// The event's sentence.
std::string markdown_sentence(const read::Event& event);

/// The event's payload, its beginning where it is long; empty where it has none.
std::string markdown_payload(const read::Event& event);

}  // namespace eyewall::exports
