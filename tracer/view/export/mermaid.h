// Sequence diagrams for Mermaid: who calls whom, from top to bottom.
//
// What: a line an event, with its number and sentence, between the program, the loop, the kernel,
//   coroutines, streams and the executor's threads. System calls only where they are asked for.
// For: export.cc. Threads: pure function. Source: ours; cast.h says who is who.
#pragma once

#include "export/export.h"

namespace eyewall::exports {

/// As many diagrams as Mermaid's limits ask for, each a part.
void write_mermaid(const read::Trace& trace, const Options& options, Output& output);

}  // namespace eyewall::exports
