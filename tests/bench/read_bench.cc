// Reading a trace back: a million events, in memory and checked. One item is one byte of the file.
//
// The peer is nlohmann's SAX parser, line by line, which checks the JSON and keeps nothing. The
// limit reads the file and finds its lines.
#include <benchmark/benchmark.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "read/trace.h"
#include "record/record.h"
#include "scratch_file.h"
#include "trace/emit.h"

namespace {

using namespace eyewall;  // NOLINT

constexpr std::int64_t kEvents = 1'000'000;

// The file that all of them read: made by the first, gone with the program.
const std::string& sample() {
  static const bench::ScratchFile file("read");
  static const bool made = [] {
    record::start(file.path());
    for (std::uint64_t i = 1; i < kEvents / 2; ++i) {
      const trace::Scope scope(trace::emit<trace::Kind::callback_begin>(
          trace::Site::current(), i, trace::f::cb(i), trace::f::name("on_headers")));
      trace::emit<trace::Kind::callback_end>(trace::Site::current(), 0, trace::f::cb(i));
    }
    record::stop();
    return true;
  }();
  static_cast<void>(made);
  return file.path();
}

void count_bytes(benchmark::State& state) {
  const auto size = static_cast<std::int64_t>(std::filesystem::file_size(sample()));
  state.SetBytesProcessed(state.iterations() * size);
  state.counters["bytes"] = static_cast<double>(size);
}

void ours(benchmark::State& state) {
  sample();
  for (auto _ : state) {
    const read::Trace trace = read::Trace::load(sample());
    benchmark::DoNotOptimize(trace.events().size());
  }
  count_bytes(state);
}
BENCHMARK(ours)->Name("read/eyewall")->Unit(benchmark::kMillisecond);

std::string whole_file() {
  std::ifstream in(sample(), std::ios::binary);
  std::string text(std::filesystem::file_size(sample()), '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  return text;
}

template <class EachLine>
void lines(const std::string& text, EachLine each_line) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (const auto* newline =
             static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)))) {
    each_line(at, newline);
    at = newline + 1;
  }
}

void limit(benchmark::State& state) {
  sample();
  for (auto _ : state) {
    std::size_t count = 0;
    lines(whole_file(), [&](const char*, const char*) { ++count; });
    benchmark::DoNotOptimize(count);
  }
  count_bytes(state);
}
BENCHMARK(limit)->Name("read/limit")->Unit(benchmark::kMillisecond);

struct Nothing : nlohmann::json_sax<nlohmann::json> {
  std::size_t values = 0;
  bool null() override { return ++values > 0; }
  bool boolean(bool) override { return ++values > 0; }
  bool number_integer(number_integer_t) override { return ++values > 0; }
  bool number_unsigned(number_unsigned_t) override { return ++values > 0; }
  bool number_float(number_float_t, const string_t&) override { return ++values > 0; }
  bool string(string_t&) override { return ++values > 0; }
  bool binary(binary_t&) override { return ++values > 0; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    return false;
  }
};

void with_nlohmann(benchmark::State& state) {
  sample();
  for (auto _ : state) {
    Nothing sax;
    lines(whole_file(), [&](const char* from, const char* to) {
      if (!nlohmann::json::sax_parse(from, to, &sax)) std::abort();
    });
    benchmark::DoNotOptimize(sax.values);
  }
  count_bytes(state);
}
BENCHMARK(with_nlohmann)->Name("read/nlohmann")->Unit(benchmark::kMillisecond);

}  // namespace
