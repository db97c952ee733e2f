// expect: It happened 14 times; one too many is step
#include <functional>
#include <stdexcept>
#include <string>

#include "functional/decorate.h"
#include "trace/call.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

using Fetch = FunctionObject<std::string(int)>;

// @at_most(times): calls until it goes well, so often at most; the last exception is let out.
std::function<Fetch(const Fetch&)> at_most([[maybe_unused]] int times) {
  return [=](const Fetch& fetch) {
    const auto wrapper = def("wrapper", [=](int failures) {
      while (true) {
        try {
          return fetch(failures);
        } catch (const std::runtime_error& error) {
          trace::print(std::string(error.what()) + ", again");
        }
      }
    });
    return wraps(fetch, wrapper);
  };
}

// Fails so often, and then goes well.
std::string fetch_page(int failures) {
  static int calls = 0;
  const trace::Call call("fetch", trace::Site::current());
  if (++calls <= failures) throw std::runtime_error("timeout " + std::to_string(calls));
  calls = 0;
  return "the page";
}

}  // namespace

int main() {
  const Fetch fetch = decorate(def("fetch", fetch_page), at_most(3));
  try {
    for (const int failures : {0, 2, 9}) trace::print(fetch(failures));
  } catch (const std::runtime_error& error) {
    trace::print(std::string("given up: ") + error.what());
  }
}
