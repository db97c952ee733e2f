// The longest common subsequence of two sequences, or nearly.
//
// What: divides where the shortest edit path has its middle, found from both ends at once; where
//   that takes too long, where one of the ends has come farthest.
// For: diff.cc. Threads: a pure function.
// Source: ours; the algorithm is Myers, "An O(ND) Difference Algorithm" (1986), section 4b.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace eyewall::explain {

using Sequence = std::vector<std::uint32_t>;

/// Places (in `a`, in `b`) of equal elements, ascending in both. Exact while the two differ in some
/// thousand places at a stretch. Memory: three words an element.
std::vector<std::pair<std::size_t, std::size_t>> aligned(const Sequence& a, const Sequence& b);

}  // namespace eyewall::explain
