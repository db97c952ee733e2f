// expect: `print:text="<function greet>"` happens once.
#include <string>

#include "functional/decorate.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

using Greeting = FunctionObject<std::string(std::string)>;

// @loud: whatever the function says, said louder.
Greeting loud(const Greeting& function) {
  const auto wrapper =
      def("wrapper", [function](std::string who) { return function(std::move(who)) + "!"; });
  return wraps(wrapper, function);
}

}  // namespace

int main() {
  const Greeting greet =
      def("greet", "Says hello to somebody.", [](std::string who) { return "hello, " + who; });
  const Greeting decorated = decorate(greet, loud);
  trace::print(repr(decorated.metadata()));
  trace::print(decorated.doc().value_or("None"));
  trace::print(decorated("world"));
}
