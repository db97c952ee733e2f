#include "read_sample.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

#include "record/record.h"
#include "scratch_file.h"
#include "trace/emit.h"

namespace eyewall::bench {
namespace {

constexpr std::uint64_t kEvents = 1'000'000;

void make(const std::string& path) {
  record::start(path);
  for (std::uint64_t i = 1; i < kEvents / 2; ++i) {
    const trace::Scope scope(trace::emit<trace::Kind::callback_begin>(
        trace::Site::current(), i, trace::f::cb(i), trace::f::name("on_headers")));
    trace::emit<trace::Kind::callback_end>(trace::Site::current(), 0, trace::f::cb(i));
  }
  record::stop();
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

const std::string& sample() {
  static const ScratchFile file("read");
  static const bool made = (make(file.path()), true);
  static_cast<void>(made);
  return file.path();
}

std::string sample_text() {
  std::ifstream in(sample(), std::ios::binary);
  std::string text(std::filesystem::file_size(sample()), '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  return text;
}

void each_piece(const std::function<void(std::string_view)>& use) {
  std::string piece(std::size_t{1} << 17, '\0');
  const int fd = ::open(sample().c_str(), O_RDONLY | O_CLOEXEC);
  for (ssize_t got = 0; (got = ::read(fd, piece.data(), piece.size())) > 0;) {
    use(std::string_view(piece).substr(0, static_cast<std::size_t>(got)));
  }
  ::close(fd);
}

void count_sample(benchmark::State& state) {
  const auto size = static_cast<std::int64_t>(std::filesystem::file_size(sample()));
  state.SetBytesProcessed(state.iterations() * size);
  state.counters["bytes"] = static_cast<double>(size);
}

double cpu_seconds(const std::vector<std::string>& command) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  int status = 0;
  rusage used{};
  const int error = ::posix_spawnp(&child, words[0], &actions, nullptr, words.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0 || ::wait4(child, &status, 0, &used) != child || WEXITSTATUS(status) > 1) {
    std::fprintf(stderr,
                 "%s failed; the benchmarks' packages stand in tests/bench/CMakeLists.txt\n",
                 words[0]);
    std::exit(1);
  }
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

}  // namespace eyewall::bench
