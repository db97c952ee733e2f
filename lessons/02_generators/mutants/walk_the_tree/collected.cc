// expect: It happened once only
#include <memory>
#include <string>
#include <utility>

#include "generator/from.h"
#include "generator/generator.h"
#include "trace/print.h"

using namespace eyewall;  // NOLINT: an exercise reads better so

namespace {

struct Tree;
using Branch = std::shared_ptr<const Tree>;

struct Tree {
  Branch left;
  std::string value;
  Branch right;
};

Branch tree(Branch left, std::string value, Branch right) {
  return std::make_shared<const Tree>(Tree{std::move(left), std::move(value), std::move(right)});
}

Branch leaf(std::string value) {
  return tree(nullptr, std::move(value), nullptr);
}

std::string words_of(const Branch& branch) {
  if (branch == nullptr) return "";
  return words_of(branch->left) + branch->value + "\n" + words_of(branch->right);
}

Generator<std::string> walk(Branch branch) {
  std::string words = words_of(branch);
  while (!words.empty()) {
    co_yield words.substr(0, words.find('\n'));
    words.erase(0, words.find('\n') + 1);
  }
}

}  // namespace

int main() {
  const Branch root = tree(tree(leaf("add"), "close", leaf("loop")), "poll", leaf("wake"));
  for (const std::string& value : walk(root)) trace::print(value);
}
