#include "fakeloop/report.h"

#include <cstdio>

#include "trace/exception_text.h"

namespace eyewall::fakeloop {

void report(const char* callback, const std::exception_ptr& raised) noexcept {
  try {
    const ExceptionText text = describe(raised);
    std::fprintf(stderr, "Exception in callback %s: %s: %s\n", callback, text.type.c_str(),
                 text.message.c_str());
  } catch (...) {
    std::fprintf(stderr, "Exception in callback %s\n", callback);
  }
}

}  // namespace eyewall::fakeloop
