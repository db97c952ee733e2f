// Walk the tree: a generator that hands on to another one, and that to the next.
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

// What is left of a value comes before it, what is right of it behind it.
Generator<std::string> walk(Branch branch) {
  if (branch == nullptr) co_return;
  co_yield from(walk(branch->left));
  co_yield branch->value;
  co_yield from(walk(branch->right));
}

}  // namespace

int main() {
  const Branch root = tree(tree(leaf("add"), "close", leaf("loop")), "poll", leaf("wake"));
  for (const std::string& value : walk(root)) trace::print(value);
}
