// why_not, asked of a trace that was made up or recorded. For: why_not_*_test.cc.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "explain/why.h"
#include "tracer/explain/given.h"

namespace eyewall::explain {

/// The sentences; "error: ..." where it is refused.
inline std::vector<std::string> asked(const read::Trace& trace, read::Seq now, const char* object) {
  model::Timeline timeline(trace);
  std::vector<std::string> texts;
  try {
    for (const Link& link : why_not(timeline, now, parse_object(object)))
      texts.push_back(link.text);
  } catch (const std::invalid_argument& error) {
    texts.push_back(std::string("error: ") + error.what());
  }
  return texts;
}

inline std::vector<std::string> asked(const Given& given, const char* object) {
  const auto trace = given.trace();
  return asked(trace, trace.events().size(), object);
}

/// What the lesson's recorded run waits for after event `now`.
inline std::vector<std::string> asked_of_lesson(read::Seq now, const char* object) {
  return asked(read::Trace::load(EYEWALL_SOURCE_DIR "/lessons/09_async_client/golden.jsonl"), now,
               object);
}

}  // namespace eyewall::explain
