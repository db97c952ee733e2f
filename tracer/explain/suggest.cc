#include "explain/suggest.h"

#include <algorithm>

namespace eyewall::explain {
namespace {

constexpr std::size_t kCompared = 40;  // letters of a word that are compared

// Letters to put in, take out, change or swap with the next.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1,
                             cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view word,
                                        const std::vector<std::string_view>& words) {
  word = word.substr(0, kCompared);
  std::size_t best = std::max<std::size_t>(1, word.size() / 4) + 1;
  std::optional<std::string_view> found;
  for (const std::string_view other : words) {
    const std::size_t apart = distance(word, other.substr(0, kCompared));
    if (apart < best && apart < other.size()) best = apart, found = other;
  }
  return found;
}

std::string listed(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) text.append(text.empty() ? "" : ", ").append(word);
  return text;
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& words) {
  if (const auto found = nearest(word, words)) return "did you mean " + std::string(*found) + "?";
  if (words.empty()) return {};
  return "there are " + listed(words);
}

}  // namespace eyewall::explain
