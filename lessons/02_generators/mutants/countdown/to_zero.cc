// expect: Line 6 says "0", not "liftoff".
#include <string>

#include "generator/generator.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

Generator<int> countdown(int from) {
  while (from >= 0) {
    co_yield from;
    from = from - 1;
  }
}

}  // namespace

int main() {
  for (const int number : countdown(5)) trace::print(std::to_string(number));
  trace::print("liftoff");
}
