// The questions of a page: what runs next, at the decisions of its events.
//
// What: every question of a short trace; of a long one some, spread over all of it.
// For: the html format. Threads: one a Timeline. Ownership: texts are returned.
// Source: ours.
#pragma once

#include <string>

#include "export/html.h"
#include "export/html_json.h"

namespace eyewall::exports {

inline constexpr std::size_t kPageQuestions = 500;  // at most

/// A JSON list. A question is [at, answer, text, options, why]; an option is [text, right (0 or 1),
/// feedback]; the why is a list of [event, text]. Texts are numbers in the table.
std::string questions_told(const read::Trace& trace, Span span, TextTable& texts);

}  // namespace eyewall::exports
