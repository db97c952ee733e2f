// What an event costs: eight fields (seq, t, kind, cb, name, cause, in, at), in a file on disk.
//
// Everything is counted: the clock, the number, the text, the system calls that bring it into the
// file, opening and closing. A file holds kEvents, about 65 MB; then a new one begins.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <fmt/compile.h>
#include <fmt/format.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cstring>
#include <nlohmann/json.hpp>

#include "record/file_window.h"
#include "record/record.h"
#include "scratch_file.h"
#include "trace/emit.h"

namespace {

using namespace eyewall;  // NOLINT

constexpr std::int64_t kEvents = 500'000;
constexpr const char* kName = "on_headers";
constexpr const char* kAt = "core/iostream/iostream.cc";

// Runs one_file(path) for each kEvents, and leaves out of the time how the file is thrown away.
template <class OneFile>
void files(benchmark::State& state, const char* name, OneFile one_file) {
  const bench::ScratchFile file(name);
  while (state.KeepRunningBatch(kEvents)) {
    one_file(file.path());
    state.PauseTiming();
    file.remove();
    state.ResumeTiming();
  }
}

// A buffer of 64 KiB in front of write(2), for the peers that only make text.
class Writer {
 public:
  explicit Writer(const std::string& path)
      : fd_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
    buffer_.reserve(kSize + 4096);
  }
  ~Writer() {
    flush();
    ::close(fd_);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  std::string& buffer() { return buffer_; }
  void flush_when_full() {
    if (buffer_.size() >= kSize) flush();
  }

 private:
  static constexpr std::size_t kSize = 1 << 16;
  void flush() {
    if (::write(fd_, buffer_.data(), buffer_.size()) < 0) std::abort();
    buffer_.clear();
  }
  int fd_;
  std::string buffer_;
};

void ours(benchmark::State& state) {
  files(state, "ours", [](const std::string& path) {
    record::start(path);
    const trace::Scope scope(trace::emit<trace::Kind::note>({}, 0, trace::f::text("begin")));
    for (std::uint64_t i = 2; i < kEvents; ++i) {
      trace::emit<trace::Kind::callback_begin>(trace::Site::current(kAt, 210), i - 1,
                                               trace::f::cb(i), trace::f::name(kName));
    }
    record::stop();
  });
}
BENCHMARK(ours)->Name("trace/eyewall");

// A clock, and a line that is there already: what no trace in a file can do without.
void limit(benchmark::State& state) {
  const std::string line =
      R"({"seq":250000,"t":1204900000,"kind":"callback.begin","cb":250000,"name":"on_headers",)"
      R"("cause":249999,"in":1,"at":"core/iostream/iostream.cc:210"})"
      "\n";
  files(state, "limit", [&](const std::string& path) {
    record::FileWindow window;
    if (window.open(path.c_str()) != 0) std::abort();
    std::size_t used = 0;
    for (std::int64_t i = 0; i < kEvents; ++i) {
      if (used + line.size() > window.offset() + window.size()) window.move(used, 1 << 22);
      benchmark::DoNotOptimize(trace::now_ns());
      std::memcpy(window.data() + (used - window.offset()), line.data(), line.size());
      used += line.size();
    }
    window.close(used);
  });
}
BENCHMARK(limit)->Name("trace/limit");

#define EVENT_TEXT                                                                         \
  R"({{"seq":{},"t":{},"kind":"{}","cb":{},"name":"{}","cause":{},"in":{},"at":"{}:{}"}})" \
  "\n"

void with_fmt(benchmark::State& state) {
  files(state, "fmt", [](const std::string& path) {
    Writer writer(path);
    for (std::int64_t i = 1; i <= kEvents; ++i) {
      fmt::format_to(std::back_inserter(writer.buffer()), FMT_COMPILE(EVENT_TEXT), i,
                     trace::now_ns(), "callback.begin", i, kName, i - 1, 1, kAt, 210);
      writer.flush_when_full();
    }
  });
}
BENCHMARK(with_fmt)->Name("trace/fmt");

void with_spdlog(benchmark::State& state) {
  files(state, "spdlog", [](const std::string& path) {
    spdlog::logger logger("bench", std::make_shared<spdlog::sinks::basic_file_sink_mt>(path));
    logger.set_pattern("%v", spdlog::pattern_time_type::utc);
    for (std::int64_t i = 1; i <= kEvents; ++i) {
      logger.info(
          R"({{"seq":{},"t":{},"kind":"{}","cb":{},"name":"{}","cause":{},"in":{},"at":"{}:{}"}})",
          i, trace::now_ns(), "callback.begin", i, kName, i - 1, 1, kAt, 210);
    }
    logger.flush();
  });
}
BENCHMARK(with_spdlog)->Name("trace/spdlog");

void with_nlohmann(benchmark::State& state) {
  files(state, "nlohmann", [](const std::string& path) {
    Writer writer(path);
    for (std::int64_t i = 1; i <= kEvents; ++i) {
      const nlohmann::ordered_json event = {{"seq", i},
                                            {"t", trace::now_ns()},
                                            {"kind", "callback.begin"},
                                            {"cb", i},
                                            {"name", kName},
                                            {"cause", i - 1},
                                            {"in", 1},
                                            {"at", std::string(kAt) + ":210"}};
      writer.buffer() += event.dump();
      writer.buffer() += '\n';
      writer.flush_when_full();
    }
  });
}
BENCHMARK(with_nlohmann)->Name("trace/nlohmann");

// Tracing compiled in, and nothing records: what the program pays for being traceable.
void off(benchmark::State& state) {
  std::uint64_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(++i);
    trace::emit<trace::Kind::callback_begin>(trace::Site::current(kAt, 210), i, trace::f::cb(i),
                                             trace::f::name(kName));
  }
}
BENCHMARK(off)->Name("trace_off/eyewall");

void empty(benchmark::State& state) {
  std::uint64_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(++i);
}
BENCHMARK(empty)->Name("trace_off/limit");

}  // namespace
