// A generator may yield a function: whoever took it calls it when the time has come. So a coroutine
// can hand out what to wait for.
//
// Source: the fourth of the seed's four small programs (a coroutine that yields a lambda).
#include <functional>
#include <string>

#include "generator/generator.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a lesson reads better so
using trace::print;

using Function = std::function<void(const std::string&)>;

Generator<Function, std::string> coroutine() {
  print("coroutine start...");
  while (true) co_yield [](const std::string& x) { print("lala " + x); };
}

}  // namespace

int main() {
  auto c = coroutine();
  const Function xx = c.next();
  print("xx is a function; nobody has called it");
  xx("now");
}
