// Lesson 03: a function that is no longer itself.
//
// What: `common` prints the arguments and calls; then a wrapper without `wraps`, and one with it.
// Source: the seed's decorators; Python's functools.wraps.
#include <functional>
#include <string>

#include "functional/decorate.h"
#include "trace/call.h"
#include "trace/print.h"

namespace {

using namespace eyewall;  // NOLINT: a lesson reads better so
using trace::print;

using Printer = FunctionObject<void(int)>;

// @common: a function goes in, another comes out.
Printer common(Printer func) {
  return def("_deco", [func](int p) {
    const trace::Call call("_deco", trace::Site::current());
    print("args: (" + std::to_string(p) + ",)");
    func(p);
  });
}

template <class Signature>
FunctionObject<Signature> wrapper_of(FunctionObject<Signature> func) {
  return def("__wrapper", std::function<Signature>(func));
}

const auto without_wraps = [](auto func) { return wrapper_of(func); };
const auto with_wraps = [](auto func) { return wraps(func, wrapper_of(func)); };

template <class Signature>
void describe(const FunctionObject<Signature>& function) {
  print(function.doc().value_or("None"));
  print(function.name());
}

}  // namespace

int main() {
  const auto test = decorate(def("test",
                                 [](int p) {
                                   const trace::Call call("test", trace::Site::current());
                                   print(std::to_string(p));
                                 }),
                             common);
  print(repr(test.metadata()));
  test(1);

  describe(decorate(def("my_func_a", "Here is my_func_a doc string text.", [] {}), without_wraps));
  describe(decorate(def("my_func_b", "Here is my_func_b doc string text.", [] {}), with_wraps));
}
