// The file that the benchmarks of the reader read: a million events, some 112 bytes a line.
//
// What: made by the first that asks, gone with the program. Threads: one.
#pragma once

#include <benchmark/benchmark.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace eyewall::bench {

/// The file's path.
const std::string& sample();
/// Its text, read anew.
std::string sample_text();
/// Its text a piece at a time, in memory that stays in a processor's cache: as cheap as can be.
void each_piece(const std::function<void(std::string_view)>& use);
/// Says how many bytes were read: once for each iteration.
void count_sample(benchmark::State& state);

/// Runs a program with its output thrown away; the CPU time that it took, in seconds. Ends this
/// program where it fails.
double cpu_seconds(const std::vector<std::string>& command);

}  // namespace eyewall::bench
