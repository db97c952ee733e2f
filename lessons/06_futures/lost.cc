// An exception that nobody looks at: it is lost with its Future, and told when the last handle
// goes.
#include <exception>
#include <stdexcept>

#include "concurrent/future.h"
#include "trace/print.h"

int main() {
  using namespace eyewall;  // NOLINT: a lesson reads better so
  {
    Future<int> page;
    page.set_exception(std::make_exception_ptr(std::runtime_error("no such host")));
    trace::print("the future is done: " + std::string(page.done() ? "yes" : "no"));
  }
  trace::print("the future is gone; see standard error");
}
