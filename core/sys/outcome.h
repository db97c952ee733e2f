// Inside core/sys only: from a C return value to a Result, and to its event.
//
// Threads: any. Source: ours.
#pragma once

#include "sys/result.h"
#include "trace/emit.h"

namespace eyewall::sys {

namespace f = trace::f;

/// -1 with errno becomes an error; anything else a value.
inline Result outcome(std::int64_t returned) {
  if (returned < 0) return {-1, errno};
  return {returned, 0};
}

/// Repeats a call that a signal interrupted.
template <class Call>
Result restarted(Call call) {
  Result result = outcome(call());
  while (result.error == EINTR) result = outcome(call());
  return result;
}

/// sys.call for the system calls that have no kind of their own. Call it only while trace::on().
inline void trace_call(std::string_view name, int fd, const Result& result, trace::Site at) {
  trace::emit<trace::Kind::sys_call>(at, 0, f::name(name), f::fd(fd), f::result(result.value),
                                     f::error(error_name(result.error)));
}

}  // namespace eyewall::sys
