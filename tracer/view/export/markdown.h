// A run as a story, in Markdown.
//
// What: what the trace is, and then the walkthrough's steps, where the trace has all 51 and no
// level
//   is asked for; else every event of the level, turn by turn of the loop, scopes as lists in
//   lists. Words are the catalogue's, in the language that it speaks.
// For: export.cc. Threads: pure functions. Source: ours; markdown_text.h keeps texts harmless.
#pragma once

#include "explain/walk.h"
#include "export/export.h"
#include "export/text.h"

namespace eyewall::exports {

/// Written as the events are passed; level loop unless told.
void write_markdown(const read::Trace& trace, const Options& options, Output& output);

/// The steps by parts: each with its sentence, our line and Tornado's.
void tell_steps(const explain::Walk& walk, Text& out);

/// The events that `level` shows.
void tell_story(const read::Trace& trace, trace::Level level, Progress& progress, Text& out);

}  // namespace eyewall::exports
