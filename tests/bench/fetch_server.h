// What the benchmarks of fetches share: the server, and how much is fetched.
//
// Threads: one.
#pragma once

#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include "nginx.h"

namespace eyewall::bench {

inline constexpr std::size_t kFetches = 20'000;
inline constexpr std::size_t kAtOnce = 10;

/// Started by the first that asks, stopped at the program's end.
inline const Nginx& server() {
  static const Nginx nginx;
  return nginx;
}

/// Ends the program unless every fetch brought the whole page.
inline void check_bytes(std::size_t bytes) {
  if (bytes == kFetches * Nginx::kPageSize) return;
  std::fprintf(stderr, "fetched %zu bytes\n", bytes);
  std::exit(1);
}

}  // namespace eyewall::bench

/// CPU time of the whole process; each repetition is kFetches fetches.
#define FETCH_BENCHMARK(function) \
  BENCHMARK(function)->MeasureProcessCPUTime()->Iterations(eyewall::bench::kFetches)
