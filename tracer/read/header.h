// What a trace says of itself: its first line and its last.
//
// Threads: values. Source: ours; notes/trace-format.md describes both lines.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace eyewall::read {

inline constexpr std::int64_t kVersion = 1;  // the newest major version this reader knows

struct Header {
  std::int64_t version = 0;  // 0: the trace is cut off before its header ends
  std::string program;
  std::int64_t pid = 0;
  std::vector<std::string> argv;
  std::string clock;    // "monotonic"
  std::string start;    // wall-clock time of t = 0, RFC 3339, UTC
  std::string payload;  // "full", "none" or the limit in bytes
  std::string json;     // the line itself
};

}  // namespace eyewall::read
