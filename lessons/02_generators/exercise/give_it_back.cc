// Give it back: a generator that is closed in the middle has something to tidy up.
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
  // TODO: when close throws in here, the file has to be closed as well.
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
  } catch (const IgnoredGeneratorExit& error) {
    trace::print(error.what());
  }
  trace::print("done");
}
