// An exception to be set on a Future.
//
// For: tests of core/concurrent. Threads: any. Source: ours.
#pragma once

#include <exception>
#include <stdexcept>

namespace eyewall::test {

inline std::exception_ptr error(const char* text) {
  return std::make_exception_ptr(std::runtime_error(text));
}

}  // namespace eyewall::test
