// Chrome Trace Event JSON: for Perfetto's page, chrome://tracing and the developer tools' panel.
//
// What: the loop, its turns and polls, callbacks, handlers, calls and runs of coroutines are slices
//   of their thread; futures, coroutines, tasks, timers, streams and HTTP exchanges are nestable
//   async tracks from birth to end; a cause is an arrow; queue lengths are counters; every other
//   event is a tiny slice, what the program prints an instant.
// For: export.cc. Threads: pure function. Source: the Trace Event Format, as the importers of
//   Perfetto and of chrome://tracing read it; chrome.h has their rules.
#pragma once

#include "export/export.h"

namespace eyewall::exports {

void write_perfetto(const read::Trace& trace, const Options& options, Output& output);

}  // namespace eyewall::exports
