// Programs that are recorded: a forked child, or this test program started anew. For:
// tests/tracer/record.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace eyewall::record {

/// A path that nobody else uses; the file is removed at the end.
class TempFile {
 public:
  explicit TempFile(const std::string& name = "trace")
      : path_(testing::TempDir() + "record." + std::to_string(::getpid()) + "." + name) {
    ::unlink(path_.c_str());
  }
  ~TempFile() { ::unlink(path_.c_str()); }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string::npos) {
      found.push_back(text.substr(at));
      break;
    }
    found.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return found;
}

struct Outcome {
  int status;         // as waitpid gives it
  std::string error;  // what it wrote on stderr
};

/// Runs `body` in a forked child, which exits with 0 behind it, and gives its stderr.
template <class Body>
Outcome in_child(Body body) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(ends[1], STDERR_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    body();
    ::_exit(0);
  }
  ::close(ends[1]);
  Outcome outcome{};
  char bytes[4096];
  for (ssize_t got = 0; (got = ::read(ends[0], bytes, sizeof bytes)) > 0;) {
    outcome.error.append(bytes, static_cast<std::size_t>(got));
  }
  ::close(ends[0]);
  ::waitpid(child, &outcome.status, 0);
  return outcome;
}

/// Starts this test program anew, to list its tests, with more variables in its environment.
inline Outcome list_tests_with(
    const std::vector<std::pair<std::string, std::string>>& environment) {
  return in_child([&] {
    for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
    std::freopen("/dev/null", "w", stdout);
    ::execl("/proc/self/exe", "recorded-program", "--gtest_list_tests", nullptr);
    ::_exit(127);
  });
}

inline bool ended_well(const Outcome& outcome) {
  return WIFEXITED(outcome.status) && WEXITSTATUS(outcome.status) == 0;
}

}  // namespace eyewall::record
