// Formats of a line an event: the golden order, and a table.
//
// What: write functions for the table of formats. For: export.cc. Threads: pure functions.
// Source: ours.
#pragma once

#include "export/export.h"

namespace eyewall::exports {

/// The lines of `eyewall order`: see explain/order.h. It has no use for a level.
void write_order(const read::Trace& trace, const Options& options, Output& output);

/// A row an event: its frame, a column for every field of fields.def, and the sentence.
void write_csv(const read::Trace& trace, const Options& options, Output& output);

}  // namespace eyewall::exports
