// A source line that acted: `at` in an event.
//
// What: file (relative to the checkout) and line, taken by a defaulted parameter at the caller's
// line. For: every function that emits an event or only passes on to one that does. Threads: a
// value; any thread. Source: std::source_location, which clang 14 lacks; both compilers have the
// two builtins below.
#pragma once

#include <cstdint>
#include <string_view>

namespace eyewall::trace {

struct Site {
  const char* file = "";
  std::uint32_t length = 0;  // of file, known at compile time
  std::uint32_t line = 0;

  static constexpr Site current(const char* file = __builtin_FILE(),
                                std::uint32_t line = __builtin_LINE()) {
    return {file, static_cast<std::uint32_t>(__builtin_strlen(file)), line};
  }
  constexpr std::string_view file_name() const { return {file, length}; }
};

}  // namespace eyewall::trace
