// expect: It happened twice; one too many is step
#include <string>

#include "generator/generator.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

void borrow() {
  trace::print("the file is opened");
}
void give_back() {
  trace::print("the file is closed");
}

Generator<std::string> lines() {
  borrow();
  try {
    co_yield "first line";
    co_yield "second line";
    co_yield "third line";
  } catch (const GeneratorExit&) {
    give_back();
  }
  give_back();
}

}  // namespace

int main() {
  auto all = lines();
  for (const std::string& line : all) trace::print(line);

  auto some = lines();
  trace::print(some.next());
  try {
    some.close();
  } catch (const IgnoredGeneratorExit& error) {
    trace::print(error.what());
  }
  trace::print("done");
}
