// What a program says, in the trace and on standard output.
//
// What: print(text) writes a line and records it.
// For: lessons.
// Threads: any. Source: Python's print.
#pragma once

#include <string_view>

#include "trace/site.h"

namespace eyewall::trace {

/// Writes `text` and a newline to standard output, and emits a print event.
void print(std::string_view text, Site at = Site::current());

}  // namespace eyewall::trace
