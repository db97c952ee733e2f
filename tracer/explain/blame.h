// Who held the loop, and who waited for it meanwhile.
//
// What: the longest callbacks and handlers of a trace, each with the callbacks, timers and
//   descriptors that could not be served while it ran.
// For: `eyewall blame`.
// Threads: pure functions of the trace. Ownership: answers own their texts.
// Source: ours.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/objects.h"
#include "read/trace.h"

namespace eyewall::explain {

struct Waited {
  model::Ref object;
  std::string name;      // "callback 3 (on_headers)"
  std::int64_t ns;       // how long, of the time that the loop was held
  bool at_most = false;  // it was found ready by the next poll: nobody knows since when it was
};

struct Blame {
  trace::Seq seq;    // its begin event
  std::string name;  // "the callback slow"
  std::int64_t ns;
  bool ended;          // false: the trace ends before it
  std::string mostly;  // what inside it took more than half of that; empty: nothing did
  std::int64_t mostly_ns = 0;
  std::string served;          // "exchange 2 (GET /sleep)", of a server; empty: none
  std::vector<Waited> waited;  // the longest first
};

/// Those that held the loop for at least `over_ns`, the longest first, at most `top` of them.
std::vector<Blame> blame(const read::Trace& trace, std::int64_t over_ns, std::size_t top);

}  // namespace eyewall::explain
