// send: each value goes in at the yield, and what is made of it comes out of the next one.
//
// Source: the third of the seed's four small programs (coroutine).
#include <optional>
#include <string>

#include "generator/generator.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a lesson reads better so
using trace::print;

using Text = std::optional<std::string>;  // nothing is Python's None

Generator<Text, std::string> coroutine() {
  print("coroutine start...");
  Text result;
  while (true) {
    const Text s = co_yield result;
    result = "result: " + s.value_or("None");
  }
}

// As Python's prompt does: None is not shown.
void show(const Text& value) {
  if (value) print("'" + *value + "'");
}

}  // namespace

int main() {
  auto c = coroutine();
  show(c.send(std::nullopt));  // the same as next(): it starts
  show(c.send("first"));
  show(c.send("second"));
  c.close();
  try {
    show(c.send("never recv"));
  } catch (const StopIteration& end) {
    print(end.what());
  }
}
