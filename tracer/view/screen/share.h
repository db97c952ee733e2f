// Dividing the height of a column among parts.
//
// What: each part has a least height and a weight for what is left over; where not even the least
//   heights fit, the least important parts go.
// For: layout.cc. Threads: pure function.
// Source: ours.
#pragma once

#include <span>
#include <vector>

#include "screen/layout.h"

namespace eyewall::screen {

struct Want {
  Part part;
  int least;
  int weight;
  int rank;  // 0 goes last
  int most;
};

struct Given {
  Part part;
  int rows;
  bool operator==(const Given&) const = default;
};

/// The heights, in the order of the wants; together `height`, unless every part has its most.
std::vector<Given> share(int height, std::span<const Want> wants);

}  // namespace eyewall::screen
