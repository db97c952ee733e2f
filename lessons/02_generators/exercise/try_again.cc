// Try again: an exception that is thrown in comes out of the yield, where the body waits.
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
    // TODO: catch a Timeout where it comes from, print "again", and yield the same page.
    co_yield page;
    ++page;
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
