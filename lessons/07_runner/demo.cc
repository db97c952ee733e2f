// Lesson 07: a coroutine taken apart: with no yield, with one, with several at once, and with an
// exception thrown in.
//
// Source: Tornado 3.1.1 gen.coroutine and gen.Runner.
#include <stdexcept>
#include <string>
#include <vector>

#include "gen/gen.h"
#include "pace/pace.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a lesson reads better so
using trace::print;

gen::Coroutine<int> no_yield() {
  co_return 1;
}

gen::Coroutine<int> one_yield(Future<int> number) {
  print("one_yield has begun");
  co_return co_yield number;
}

gen::Coroutine<int> several(std::vector<Future<int>> numbers) {
  int sum = 0;
  for (const int number : co_yield numbers) sum += number;
  co_return sum;
}

gen::Coroutine<int> thrown_in(Future<int> number) {
  try {
    co_return co_yield number;
  } catch (const std::runtime_error& error) {
    print(std::string("caught at the yield: ") + error.what());
  }
  co_return 0;
}

}  // namespace

int main() {
  lesson::Pace pace;
  print("no yield: " + std::to_string(gen::coroutine(no_yield, "no_yield")().result()));

  Future<int> two, three, broken;
  const auto one = gen::coroutine(one_yield, "one_yield")(two);
  const auto sum = gen::coroutine(several, "several")({two, three});
  const auto none = gen::coroutine(thrown_in, "thrown_in")(broken);
  broken.set_exception(std::make_exception_ptr(std::runtime_error("it broke")));
  two.set_result(2);
  three.set_result(3);
  print("the results are set; nobody has been resumed");

  add_future(pace.loop(), sum, named("stop", [&] { pace.loop().stop(); }));
  pace.loop().start();
  print("one: " + std::to_string(one.result()) + ", several: " + std::to_string(sum.result()));
}
