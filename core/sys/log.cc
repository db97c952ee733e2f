#include "sys/log.h"

#include "sys/signal_calls.h"

namespace eyewall::sys {
namespace {

LogFunction& function() {
  static auto* const instance = new LogFunction;  // destructors of statics may still log
  return *instance;
}

}  // namespace

void log(LogLevel level, const std::string& message) {
  if (function()) return function()(level, message);
  const char* const prefix = level == LogLevel::error ? "error: " : "warning: ";
  write_stderr((prefix + message + "\n").c_str());  // one write: lines of threads do not mix
}

LogFunction set_log_function(LogFunction next) {
  std::swap(function(), next);
  return next;
}

}  // namespace eyewall::sys
