#include "explain/belief.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace eyewall::explain {
namespace {

constexpr Belief kBeliefs[] = {
#define EYEWALL_BELIEF(id, believed, truth) {id, believed, truth},
#include "explain/belief.def"
#undef EYEWALL_BELIEF
};

}  // namespace

std::span<const Belief> beliefs() {
  return kBeliefs;
}

const Belief& belief(std::string_view id) {
  const auto* found = std::find_if(std::begin(kBeliefs), std::end(kBeliefs),
                                   [&](const Belief& each) { return each.id == id; });
  if (found == std::end(kBeliefs)) {
    throw std::invalid_argument("no such misconception: " + std::string(id));
  }
  return *found;
}

}  // namespace eyewall::explain
