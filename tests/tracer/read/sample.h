// Traces for the reader's tests, as text. For: tests/tracer/read.
#pragma once

#include <optional>
#include <string>

#include "read/error.h"
#include "read/trace.h"

namespace eyewall::read {

inline const std::string kHeader =
    "{\"eyewall\":1,\"program\":\"p\",\"pid\":7,\"argv\":[\"p\",\"\\u00e9\"],\"clock\":"
    "\"monotonic\","
    "\"start\":\"2026-11-21T09:00:00.123Z\",\"payload\":256}\n";

inline const std::string kEvents =
    "{\"seq\":1,\"t\":10,\"kind\":\"trace.begin\",\"program\":\"p\"}\n"
    "{\"seq\":2,\"t\":20,\"kind\":\"fd.add\",\"fd\":7,\"who\":\"conn1\",\"events\":[\"READ\","
    "\"HUP\"],"
    "\"at\":\"core/ioloop/ioloop.cc:141\"}\n"
    "{\"seq\":3,\"t\":30,\"kind\":\"callback.begin\",\"thread\":2,\"cb\":4,\"name\":"
    "\"d\xc3\xa9j\xc3\xa0\","
    "\"cause\":2}\n"
    "{\"seq\":4,\"t\":-5,\"kind\":\"stream.read\",\"bytes\":3,\"data\":\"\\u0000\\u00ff\\\"\","
    "\"in\":3}\n"
    "{\"seq\":5,\"t\":50,\"kind\":\"future.then\",\"future\":1,\"done\":true}\n";

inline const std::string kFooter = "{\"eyewall_end\":1,\"events\":5}\n";

inline std::string good() {
  return kHeader + kEvents + kFooter;
}

/// A trace of one event, whose line is given.
inline std::string with_event(const std::string& line) {
  return kHeader + line + "\n";
}

/// The error that reading `text` gives; nothing when it can be read.
inline std::optional<Error> error_of(const std::string& text) {
  try {
    Trace::parse(text, "t.jsonl");
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

}  // namespace eyewall::read
