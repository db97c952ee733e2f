// Lesson 02: a function that stops at each yield, and goes on when it is asked.
//
// What: one generator, driven by next, send, throw_ and close, and another by a for loop.
// Source: PEP 342.
#include <optional>
#include <stdexcept>
#include <string>

#include "generator/generator.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a lesson reads better so
using trace::print;

Generator<int> countdown(int from) {
  while (from > 0) co_yield from--;
}

// Says the sum so far at each yield, and takes the next number there.
Generator<int, int> running_sum() {
  print("it begins");
  int sum = 0;
  try {
    while (true) {
      try {
        const std::optional<int> number = co_yield sum;
        sum += number.value_or(0);
      } catch (const std::invalid_argument&) {
        sum = 0;  // the catch block ends before the next yield
      }
    }
  } catch (const GeneratorExit&) {
    print("it is closed");
    throw;
  }
}

}  // namespace

int main() {
  for (const int number : countdown(3)) print(std::to_string(number));

  auto sum = running_sum();
  print("nothing of it has run");
  print(std::to_string(sum.next()));
  print(std::to_string(sum.send(5)));
  print(std::to_string(sum.send(2)));
  print(std::to_string(sum.throw_(std::invalid_argument("start again"))));
  print(std::to_string(sum.send(1)));
  sum.close();
  try {
    sum.next();
  } catch (const StopIteration& end) {
    print(end.what());
  }
}
