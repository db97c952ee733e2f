// Patterns held against an event, and traces of one event to hold them against.
#pragma once

#include <string_view>

#include "explain/pattern.h"
#include "tracer/explain/given.h"

namespace eyewall::explain {

inline bool matches(const char* pattern, const read::Trace& trace, read::Seq seq = 1) {
  return Pattern(pattern).matches(trace, *trace.by_seq(seq));
}

inline read::Trace one(std::string_view kind, std::string_view fields) {
  Given given;
  given.event(kind, fields);
  return given.trace();
}

}  // namespace eyewall::explain
