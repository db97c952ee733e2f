// Seeking a text through a trace of a million events that does not hold it, forwards and backwards.
//
// The peers are processes, and their CPU time counts: grep for the same text, jq for a value. The
// limit reads the file and seeks in each piece of it.
#include <cstring>

#include "read/search.h"
#include "read_sample.h"

namespace {

using namespace eyewall;  // NOLINT
using bench::count_sample;
using bench::sample;

constexpr char kText[] = "on_hexders";  // as near as can be to what is there

void forwards(benchmark::State& state) {
  sample();
  for (auto _ : state) {
    read::Search search(sample());
    benchmark::DoNotOptimize(search.next(kText, 0));
  }
  count_sample(state);
}
BENCHMARK(forwards)->Name("search/eyewall")->Unit(benchmark::kMillisecond);

void backwards(benchmark::State& state) {
  sample();
  for (auto _ : state) {
    read::Search search(sample());
    benchmark::DoNotOptimize(search.previous(kText, search.size()));
  }
  count_sample(state);
}
BENCHMARK(backwards)->Name("search_back/eyewall")->Unit(benchmark::kMillisecond);

void limit(benchmark::State& state) {
  sample();
  for (auto _ : state) {
    bench::each_piece([](std::string_view piece) {
      benchmark::DoNotOptimize(
          ::memmem(piece.data(), piece.size(), kText, std::string_view(kText).size()));
    });
  }
  count_sample(state);
}
BENCHMARK(limit)->Name("search/limit")->Unit(benchmark::kMillisecond);
BENCHMARK(limit)->Name("search_back/limit")->Unit(benchmark::kMillisecond);

void run(benchmark::State& state, const std::vector<std::string>& command) {
  sample();
  for (auto _ : state) state.SetIterationTime(bench::cpu_seconds(command));
  count_sample(state);
}

void with_grep(benchmark::State& state) {
  run(state, {"grep", "-F", kText, sample()});
}
BENCHMARK(with_grep)
    ->Name("search/grep")
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(3);

void with_jq(benchmark::State& state) {
  run(state, {"jq", "-c", std::string("select(.name == \"") + kText + "\")", sample()});
}
BENCHMARK(with_jq)
    ->Name("search/jq")
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(1);

}  // namespace
