// The first word: a generator has to come to a yield before it can take a value.
#include <optional>
#include <string>

#include "generator/generator.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

// Takes a word at each yield, and gives the sentence so far.
Generator<std::string, std::string> sentence() {
  std::string so_far = "it was";
  while (true) {
    const std::optional<std::string> word = co_yield so_far;
    so_far += " " + word.value_or("...");
  }
}

void talk() {
  auto words = sentence();
  trace::print(words.next());
  trace::print(words.send("a"));
  trace::print(words.send("dark"));
  trace::print(words.send("night"));
}

}  // namespace

int main() {
  try {
    talk();
  } catch (const SentBeforeStart& error) {
    trace::print(error.what());
  }
}
