// Formats of a line an event or fewer: the golden order.
//
// What: write functions for the table of formats. For: export.cc. Threads: pure functions.
// Source: ours.
#pragma once

#include "export/export.h"

namespace eyewall::exports {

/// The lines of `eyewall order`: see explain/order.h. It has no use for a level.
void write_order(const read::Trace& trace, const Options& options, Output& output);

}  // namespace eyewall::exports
