// Reading a trace back: a million events, in memory and checked. One item is one byte of the file.
//
// `read` keeps the events, `stream` goes through them. The peers check the JSON and look at every
// value, and keep nothing: nlohmann's SAX parser line by line, simdjson on demand, jq as a process.
// The limit reads the file and finds its lines.
#include <simdjson.h>

#include <cstring>
#include <nlohmann/json.hpp>

#include "read/stream.h"
#include "read/trace.h"
#include "read_sample.h"

namespace {

using namespace eyewall;  // NOLINT
using bench::count_sample;
using bench::sample;

void ours(benchmark::State& state) {
  sample();
  for (auto _ : state) {
    const read::Trace trace = read::Trace::load(sample());
    benchmark::DoNotOptimize(trace.events().size());
  }
  count_sample(state);
}
BENCHMARK(ours)->Name("read/eyewall")->Unit(benchmark::kMillisecond);

void our_stream(benchmark::State& state) {
  sample();
  for (auto _ : state) {
    read::Stream stream(sample());
    std::size_t values = 0;
    while (stream.next()) values += stream.event().values.size();
    benchmark::DoNotOptimize(values);
  }
  count_sample(state);
}
BENCHMARK(our_stream)->Name("stream/eyewall")->Unit(benchmark::kMillisecond);

template <class EachLine>
void lines(std::string_view text, EachLine each_line) {
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
    bench::each_piece([&](std::string_view piece) { lines(piece, [&](auto...) { ++count; }); });
    benchmark::DoNotOptimize(count);
  }
  count_sample(state);
}
BENCHMARK(limit)->Name("read/limit")->Unit(benchmark::kMillisecond);
BENCHMARK(limit)->Name("stream/limit")->Unit(benchmark::kMillisecond);

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
    lines(bench::sample_text(), [&](const char* from, const char* to) {
      if (!nlohmann::json::sax_parse(from, to, &sax)) std::abort();
    });
    benchmark::DoNotOptimize(sax.values);
  }
  count_sample(state);
}
BENCHMARK(with_nlohmann)->Name("read/nlohmann")->Unit(benchmark::kMillisecond);

std::size_t look_at(simdjson::ondemand::value value) {
  switch (value.type()) {
    case simdjson::ondemand::json_type::number:
      return static_cast<std::size_t>(std::int64_t(value.get_int64()));
    case simdjson::ondemand::json_type::string:
      return std::string_view(value.get_string()).size();
    default:
      return value.raw_json_token().size();
  }
}

void with_simdjson(benchmark::State& state) {
  sample();
  for (auto _ : state) {
    simdjson::ondemand::parser parser;
    const simdjson::padded_string text = simdjson::padded_string::load(sample());
    simdjson::ondemand::document_stream documents = parser.iterate_many(text);
    std::size_t seen = 0;
    for (auto document : documents) {
      for (auto field : document.get_object()) {
        seen += std::string_view(field.unescaped_key()).size() + look_at(field.value());
      }
    }
    benchmark::DoNotOptimize(seen);
  }
  count_sample(state);
}
BENCHMARK(with_simdjson)->Name("read/simdjson")->Unit(benchmark::kMillisecond);
BENCHMARK(with_simdjson)->Name("stream/simdjson")->Unit(benchmark::kMillisecond);

void with_jq(benchmark::State& state) {
  sample();
  for (auto _ : state) {
    state.SetIterationTime(
        bench::cpu_seconds({"jq", "-n", "reduce inputs as $e (0; . + ($e | length))", sample()}));
  }
  count_sample(state);
}
BENCHMARK(with_jq)->Name("read/jq")->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(1);

}  // namespace
