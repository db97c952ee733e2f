// An event in words.
//
// What: the sentence of its kind, with this event's own values in it.
// For: dump, the line player, every later view. Threads: pure functions; any thread.
// Source: ours; the sentences are the catalogue's, in the language that it speaks.
#pragma once

#include <cstdint>
#include <string>

#include "read/event.h"

namespace eyewall::explain {

/// "Descriptor 7 (conn1) is ready: READ." A value that the event lacks is left out with its
/// parentheses, and is a question mark elsewhere. An unknown kind is told by its name and fields.
std::string sentence(const read::Event& event);

/// Nanoseconds as milliseconds: "1.204 ms".
std::string milliseconds(std::int64_t ns);

/// "core/ioloop/ioloop.cc:141"; empty where the event names no source line.
std::string site(const read::Event& event);

/// Two spaces for each begin event around an event, as far as a line has room for them.
std::string indentation(unsigned depth);

/// One line: number, time, the sentence indented by `depth`, the source line.
std::string line(const read::Event& event, unsigned depth);

}  // namespace eyewall::explain
