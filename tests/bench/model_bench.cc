// The states of a trace of a million events: the pass that makes them, any step, one step back.
//
// The trace is that of a loop on which fifteen chains of callbacks go on, with timers between. The
// limit of a pass looks at every event and keeps nothing; a step has a mark and no limit.
#include <benchmark/benchmark.h>

#include <chrono>
#include <random>

#include "ioloop/ioloop.h"
#include "model/timeline.h"
#include "record/record.h"
#include "scratch_file.h"

namespace {

using namespace eyewall;  // NOLINT

constexpr int kChains = 15;
constexpr int kRuns = 302'000;  // of callbacks; each leaves some three events

void next(IOLoop& loop, int& left) {
  if (--left <= 0) return loop.stop();
  if (left % 16 == 0)
    loop.add_timeout(std::chrono::nanoseconds(0), [&loop, &left] { next(loop, left); });
  else
    loop.add_callback([&loop, &left] { next(loop, left); });
}

read::Trace recorded() {
  const bench::ScratchFile file("model");
  record::start(file.path());
  {
    IOLoop loop;
    int left = kRuns;
    for (int i = 0; i < kChains; ++i) loop.add_callback([&] { next(loop, left); });
    loop.start();
  }
  record::stop();
  return read::Trace::load(file.path());
}

const read::Trace& sample() {
  static const read::Trace trace = recorded();
  return trace;
}

void pass(benchmark::State& state) {
  sample();
  for (auto _ : state) {
    model::Timeline timeline(sample());
    benchmark::DoNotOptimize(timeline.at(timeline.last()).seq());
  }
  state.counters["events"] = static_cast<double>(sample().events().size());
}
BENCHMARK(pass)->Name("model_pass/eyewall")->Unit(benchmark::kMillisecond);

void look_at_all(benchmark::State& state) {
  sample();
  for (auto _ : state) {
    std::int64_t sum = 0;
    for (const read::Event& event : sample().events()) sum += event.t;
    benchmark::DoNotOptimize(sum);
  }
}
BENCHMARK(look_at_all)->Name("model_pass/limit")->Unit(benchmark::kMillisecond);

void any_step(benchmark::State& state) {
  model::Timeline timeline(sample());
  timeline.at(timeline.last());
  std::mt19937_64 random(1);
  for (auto _ : state)
    benchmark::DoNotOptimize(timeline.at(1 + random() % timeline.last()).seq());
}
BENCHMARK(any_step)->Name("model_step/eyewall")->Unit(benchmark::kMicrosecond);

void one_back(benchmark::State& state) {
  model::Timeline timeline(sample());
  trace::Seq seq = timeline.last();
  timeline.at(seq);
  for (auto _ : state) {
    if (--seq == 0) seq = timeline.last() - 1;
    benchmark::DoNotOptimize(timeline.at(seq).seq());
  }
}
BENCHMARK(one_back)->Name("model_back/eyewall")->Unit(benchmark::kMicrosecond);

}  // namespace
