// Exceptions that nobody is left to catch, told to stderr.
//
// For: FakeIOLoop and Future, whose callbacks have no caller. Threads: any.
// Source: Python's threading and concurrent.futures, which print or log them.
#pragma once

#include <exception>

namespace eyewall::fakeloop {

/// One line: "Exception in callback NAME: TYPE: MESSAGE".
void report(const char* callback, const std::exception_ptr& raised) noexcept;

}  // namespace eyewall::fakeloop
