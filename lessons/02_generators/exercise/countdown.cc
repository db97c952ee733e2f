// Countdown: a generator yields one value at a time, and waits in between.
#include <string>

#include "generator/generator.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

Generator<int> countdown(int from) {
  // TODO: go on, with each number down to 1.
  co_yield from;
}

}  // namespace

int main() {
  for (const int number : countdown(5)) trace::print(std::to_string(number));
  trace::print("liftoff");
}
