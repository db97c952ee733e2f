#include "explain/diff_roles.h"

#include <algorithm>
#include <vector>

namespace eyewall::explain {

// Events that mean the same have the same fields, but one may lack an object's number.
template <class See>
static bool each_pair(const read::Event& a, const read::Event& b, See see) {
  const std::vector<Meaning::Object> in_a = Meaning::objects(a);
  const std::vector<Meaning::Object> in_b = Meaning::objects(b);
  if (in_a.size() != in_b.size()) return true;
  for (std::size_t i = 0; i < in_a.size(); ++i) {
    if (!see(in_a[i], in_b[i])) return false;
  }
  return true;
}

void Roles::vote(const read::Event& a, const read::Event& b) {
  each_pair(a, b, [&](Object one, Object other) {
    ++votes_[{one, other}];
    return true;
  });
}

void Roles::decide() {
  std::vector<std::pair<std::size_t, std::pair<Object, Object>>> won;
  for (const auto& [pair, count] : votes_) won.emplace_back(count, pair);
  std::stable_sort(won.begin(), won.end(),
                   [](const auto& x, const auto& y) { return x.first > y.first; });
  for (const auto& [count, pair] : won) this->pair(pair.first, pair.second);
  votes_.clear();
}

void Roles::pair(Object a, Object b) {
  if (of_a_.contains(a) || of_b_.contains(b)) return;
  of_a_.emplace(a, b);
  of_b_.emplace(b, a);
}

bool Roles::agree(const read::Event& a, const read::Event& b) const {
  return each_pair(a, b, [&](Object one, Object other) {
    const auto partner = of_a_.find(one);
    return partner == of_a_.end() || !of_b_.contains(other) || partner->second == other;
  });
}

void Roles::join(const read::Event& a, const read::Event& b) {
  each_pair(a, b, [&](Object one, Object other) {
    pair(one, other);
    return true;
  });
}

}  // namespace eyewall::explain
