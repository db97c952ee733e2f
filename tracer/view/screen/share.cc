#include "screen/share.h"

#include <algorithm>

namespace eyewall::screen {
namespace {

int least_of(const std::vector<Want>& wants) {
  int sum = 0;
  for (const Want& want : wants) sum += want.least;
  return sum;
}

// Which one is furthest behind its weight; -1: every one has its most.
int next(const std::vector<Want>& wants, const std::vector<Given>& given) {
  int found = -1;
  int best = 0;
  for (std::size_t i = 0; i < wants.size(); ++i) {
    const int extra = given[i].rows - wants[i].least + 1;
    if (wants[i].weight == 0 || given[i].rows >= wants[i].most) continue;
    const int turn = extra * 1000 / wants[i].weight;
    if (found == -1 || turn < best) found = static_cast<int>(i), best = turn;
  }
  return found;
}

}  // namespace

std::vector<Given> share(int height, std::span<const Want> wants) {
  std::vector<Want> kept(wants.begin(), wants.end());
  while (!kept.empty() && least_of(kept) > height) {
    kept.erase(std::max_element(kept.begin(), kept.end(),
                                [](const Want& a, const Want& b) { return a.rank < b.rank; }));
  }
  std::vector<Given> given;
  for (const Want& want : kept) given.push_back({want.part, want.least});
  for (int left = height - least_of(kept); left > 0; --left) {
    const int one = next(kept, given);
    if (one == -1) break;
    ++given[static_cast<std::size_t>(one)].rows;
  }
  return given;
}

}  // namespace eyewall::screen
