// The trace format's reference, as it is written to notes/trace-format.md and to a JSON Schema.
//
// What: both come from the one table of kinds and fields, so they cannot disagree with the
//   writer.
// For: the commands `eyewall format` and `eyewall schema`, and the test that holds the note
//   against them.
// Threads: pure functions; any thread.
// Source: ours; JSON Schema is draft 2020-12.
#pragma once

#include <ostream>

namespace eyewall::view {

/// Writes the reference page, in Markdown.
void print_format(std::ostream& out);

/// Writes the schema of one line of a trace (header, event or footer), as JSON.
void print_schema(std::ostream& out);

}  // namespace eyewall::view
