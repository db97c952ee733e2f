// Recording this program's run into a trace file.
//
// What: start and stop. For: autorecord (EYEWALL_TRACE), `eyewall fetch --record`, tests.
// Threads: the thread that starts also stops, while no other thread emits.
// Ownership: one recording a process; the file belongs to it until stop(). A forked child does
//   not record, and its stop() leaves the parent's file alone.
// Source: ours; Tornado has no trace.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace eyewall::record {

inline constexpr std::size_t kFullPayload = std::numeric_limits<std::size_t>::max();
inline constexpr std::size_t kDefaultPayload = 256;

struct Options {
  std::size_t payload = kDefaultPayload;  // bytes of a payload that are kept; kFullPayload: all
  std::string program = {};               // its name in the trace; empty: the executable's
};

/// Records from now on, into the file at `path`, where "%p" stands for the process's number.
/// False, and one message on standard error, when that cannot be: the program goes on without a
/// trace.
bool start(const std::string& path, const Options& options = {});

/// Ends the recording, with its footer. Does nothing when nothing records.
void stop();

/// "full", "none" or a number of bytes, as EYEWALL_PAYLOAD and --payload take them.
std::optional<std::size_t> payload_named(std::string_view word);

}  // namespace eyewall::record
