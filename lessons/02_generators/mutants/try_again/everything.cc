// expect: after each `gen.throw:type=*GeneratorExit` there is `gen.raise|gen.return`.
#include <stdexcept>
#include <string>

#include "generator/generator.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

class Timeout : public std::runtime_error {
 public:
  Timeout() : std::runtime_error("timeout") {}
};

// Gives the next page to fetch; after a Timeout the same page again.
Generator<int> pages() {
  int page = 1;
  while (true) {
    try {
      co_yield page;
      ++page;
    } catch (...) {
      trace::print("again");
    }
  }
}

void fetch_all() {
  auto todo = pages();
  trace::print("page " + std::to_string(todo.next()));
  trace::print("page " + std::to_string(todo.next()));
  trace::print("page " + std::to_string(todo.throw_(Timeout())));
  trace::print("page " + std::to_string(todo.next()));
  todo.close();
}

}  // namespace

int main() {
  try {
    fetch_all();
  } catch (const std::exception& error) {
    trace::print(std::string("lost: ") + error.what());
  }
}
