// expect: It happened once only
#include <string>

#include "generator/generator.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

Generator<int> countdown(int from) {
  while (from > 1) {
    trace::print(std::to_string(from));
    from = from - 1;
  }
  co_yield from;
}

}  // namespace

int main() {
  for (const int number : countdown(5)) trace::print(std::to_string(number));
  trace::print("liftoff");
}
