// expect: Only the body knows what it has opened.
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
  co_yield "first line";
  co_yield "second line";
  co_yield "third line";
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
    give_back();
  } catch (const IgnoredGeneratorExit& error) {
    trace::print(error.what());
  }
  trace::print("done");
}
