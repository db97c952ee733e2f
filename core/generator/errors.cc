#include "generator/errors.h"

#include <cstdio>
#include <string>

#include "trace/exception_text.h"

namespace eyewall {

SentBeforeStart::SentBeforeStart()
    : GeneratorError("can't send a value to a just-started generator: call next() first") {}

AlreadyExecuting::AlreadyExecuting()
    : GeneratorError("generator already executing: it cannot resume or close itself") {}

IgnoredGeneratorExit::IgnoredGeneratorExit()
    : GeneratorError("generator ignored GeneratorExit: it must not yield once it is being closed") {
}

RaisedStopIteration::RaisedStopIteration()
    : GeneratorError("generator raised StopIteration: end a generator by co_return") {}

NothingReturned::NothingReturned()
    : GeneratorError("co_yield from() a generator that had already finished: it returns nothing") {}

namespace generator {

std::exception_ptr without_stop_iteration(std::exception_ptr raised) {
  try {
    std::rethrow_exception(raised);
  } catch (const StopIteration&) {
    try {
      std::throw_with_nested(RaisedStopIteration());
    } catch (...) {
      return std::current_exception();
    }
  } catch (...) {
    return raised;
  }
}

bool is_generator_exit(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const GeneratorExit&) {
    return true;
  } catch (...) {
    return false;
  }
}

void report_ignored(const std::exception_ptr& raised, const char* generator) noexcept {
  try {
    const ExceptionText error = describe(raised);
    std::fprintf(stderr, "Exception ignored when generator %s was destroyed: %s: %s\n", generator,
                 error.type.c_str(), error.message.c_str());
  } catch (...) {
    std::fputs("Exception ignored when a generator was destroyed\n", stderr);
  }
}

}  // namespace generator
}  // namespace eyewall
