// Messages for people: warnings and errors that no caller can be given.
//
// What: one line on standard error a message, or to a function that a test or a program sets.
// For: ioloop, concurrent, iostream, http.
// Threads: log() from any thread; set_log_function while nobody logs.
// Source: Tornado 3.1.1 log.py (app_log, gen_log).
#pragma once

#include <functional>
#include <string>

namespace eyewall::sys {

enum class LogLevel { warning, error };
using LogFunction = std::function<void(LogLevel, const std::string&)>;

void log(LogLevel level, const std::string& message);
/// Sends messages elsewhere; an empty function: to standard error again. Returns the one before.
LogFunction set_log_function(LogFunction function);

}  // namespace eyewall::sys
