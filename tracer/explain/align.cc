#include "explain/align.h"

#include <algorithm>

namespace eyewall::explain {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// The end of a chain; `before` is the link in front of it.
struct ChainEnd {
  std::size_t row;
  std::size_t event;
  std::size_t before;
};

}  // namespace

std::vector<std::optional<std::size_t>> longest_chain(
    const std::vector<std::vector<std::size_t>>& candidates) {
  std::vector<ChainEnd> links;
  std::vector<std::size_t> ends;  // ends[n]: the link that ends, earliest, a chain of n + 1 links
  for (std::size_t row = 0; row < candidates.size(); ++row) {
    const auto& events = candidates[row];
    // Longest first: a chain takes a row once.
    for (std::size_t length = ends.size() + 1; length-- > 0;) {
      const std::size_t before = length == 0 ? kNone : ends[length - 1];
      const std::size_t from = before == kNone ? 0 : links[before].event;
      const auto event = std::lower_bound(events.begin(), events.end(), from);
      if (event == events.end()) continue;
      if (length < ends.size() && links[ends[length]].event <= *event) continue;
      if (length == ends.size()) ends.push_back(kNone);
      ends[length] = links.size();
      links.push_back({row, *event, before});
    }
  }
  std::vector<std::optional<std::size_t>> picked(candidates.size());
  for (std::size_t at = ends.empty() ? kNone : ends.back(); at != kNone; at = links[at].before) {
    picked[links[at].row] = links[at].event;
  }
  return picked;
}

}  // namespace eyewall::explain
