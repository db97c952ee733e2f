// The outcome of a system call, and the error thrown when a broken one cannot be a value.
//
// What: Result (value or errno) and Error (the attempt and the errno). Expected outcomes (EAGAIN,
//   EINPROGRESS, end of stream) are values; callers turn the rest into Error with check().
// For: every caller of core/sys.
// Threads: values; any thread.
// Source: ours. Tornado gets the same from Python's OSError.
#pragma once

#include <cerrno>
#include <cstdint>
#include <string>
#include <system_error>

namespace eyewall::sys {

/// A system call that failed: what was attempted, and why it failed. code().value() is the errno.
class Error : public std::system_error {
 public:
  Error(int error, const std::string& attempt)
      : std::system_error(error, std::generic_category(), attempt) {}
  int error() const { return code().value(); }
};

/// What a system call returned: value >= 0 and error 0, or value -1 and an errno.
struct Result {
  std::int64_t value = 0;
  int error = 0;

  bool ok() const { return error == 0; }
  /// Nothing to do now, ask again later: EAGAIN, EWOULDBLOCK.
  bool would_block() const { return error == EAGAIN || error == EWOULDBLOCK; }
};

/// The value of a call that may not fail here. Throws Error with the attempt and the errno.
std::int64_t check(Result result, const char* attempt);

/// "EAGAIN" for EAGAIN; "errno 4711" for a number without a name; "" for 0.
std::string error_name(int error);
/// "Connection refused" for ECONNREFUSED.
std::string error_text(int error);

}  // namespace eyewall::sys
