// next, three times: two values, and the end, which is an exception.
//
// Source: the second of the seed's four small programs (foo).
#include <optional>
#include <string>

#include "generator/generator.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a lesson reads better so
using trace::print;

std::string python(const std::optional<std::string>& value) {
  return value.value_or("None");
}

Generator<int, std::string> foo(int n) {
  for (int i = 0; i < n; ++i) {
    const std::optional<std::string> re = co_yield i;
    print("v_" + std::to_string(i) + " = " + python(re));
  }
}

}  // namespace

int main() {
  auto g = foo(2);
  print(std::to_string(g.next()));
  print(std::to_string(g.next()));
  try {
    print(std::to_string(g.next()));
  } catch (const StopIteration& end) {
    print(end.what());
  }
}
