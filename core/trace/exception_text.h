// What an exception says, and how a type is called, for traces and logs.
//
// What: type_name ("std::string", "Future<int>": as one would write it, our own namespace left out,
//   the same text from both compilers); describe (an exception's type and its message).
// For: every layer that reports an exception instead of throwing it on; the events of a generator.
// Threads: pure functions; any thread.
// Cost: a demangling a call. Call them only where somebody reads the text.
// Source: Python's type(x).__name__ and traceback.format_exception_only.
#pragma once

#include <exception>
#include <string>
#include <typeinfo>

namespace eyewall {

/// The type's name as one would write it.
std::string type_name(const std::type_info& type);

struct ExceptionText {
  std::string type;     // as it was thrown: "std::runtime_error"
  std::string message;  // what(), or the thrown string itself; "(no message)" for anything else
};

/// error must not be null.
ExceptionText describe(const std::exception_ptr& error);

}  // namespace eyewall
