// Which event is which step, when each step may have many candidates: the longest chain in order.
//
// What: patience over (row, event): for every length of chain, the one that ends first.
// For: walk.cc. Threads: pure function.
// Source: ours; Fredman's longest increasing subsequence (1975), with candidates for each place.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace eyewall::explain {

/// `candidates[row]` are events (numbers, ascending) that may be that row's. Picks at most one a
/// row, so that picks never go back: as many as can be, ending as early as can be. One event may
/// serve rows that follow one another. Costs rows * rows * log(candidates).
std::vector<std::optional<std::size_t>> longest_chain(
    const std::vector<std::vector<std::size_t>>& candidates);

}  // namespace eyewall::explain
