// Runs the harness of tests/fuzz over seeded mutations of real traces, whatever the compiler.
#define LLVMFuzzerTestOneInput eyewall_fuzz_trace
#include "fuzz/fuzz_trace.cc"  // NOLINT(bugprone-suspicious-include)
#undef LLVMFuzzerTestOneInput

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>

#include "fuzz/mutate.h"

namespace eyewall::read {
namespace {

constexpr std::uint64_t kSeed = 20261121;
constexpr std::size_t kSeedEvents = 6;  // of a seed

// The events from the line `from` on, as a short trace of its own.
std::string excerpt(const std::vector<std::string>& lines, std::size_t from) {
  std::string text = lines.front() + '\n';
  const std::regex seq(R"(^\{"seq":\d+)");
  const std::regex others(R"re(,"(cause|in)":\d+)re");
  for (std::size_t i = 1; i <= kSeedEvents; ++i) {
    const std::string numbered =
        std::regex_replace(lines[from + i - 1], seq, "{\"seq\":" + std::to_string(i));
    const std::string before = i > 1 ? ",\"$1\":" + std::to_string(i - 1) : "";
    text += std::regex_replace(numbered, others, before) + '\n';
  }
  return text + "{\"eyewall_end\":1,\"events\":" + std::to_string(kSeedEvents) + "}\n";
}

std::vector<std::string> excerpts() {
  std::vector<std::string> seeds;
  const std::filesystem::path source(EYEWALL_SOURCE_DIR);
  std::vector<std::filesystem::path> files{source / "lessons/09_async_client/golden.jsonl"};
  for (const auto& entry :
       std::filesystem::directory_iterator(source / "tests/tracer/explain/data"))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& path : files) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    for (std::size_t from = 1; from + kSeedEvents < lines.size(); from += 2 * kSeedEvents) {
      seeds.push_back(excerpt(lines, from));
    }
  }
  return seeds;
}

void harness(const std::string& input) {
  eyewall_fuzz_trace(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

TEST(Fuzz, SeedsAreTracesAsTheyAre) {
  const auto seeds = excerpts();
  EXPECT_GT(seeds.size(), 30U);
  for (const std::string& seed : seeds) {
    const Trace trace = Trace::parse(seed);
    EXPECT_EQ(trace.events().size(), kSeedEvents);
    EXPECT_TRUE(trace.complete());
    EXPECT_NO_THROW(harness(seed)) << seed;
  }
}

TEST(Fuzz, TracesAreRefusedWithAPlaceOrReadInOneWay) {
  fuzz::Mutator inputs(excerpts(),
                       {"\n",
                        "\r",
                        " ",
                        ",",
                        ":",
                        "{",
                        "}",
                        "[",
                        "]",
                        "\"",
                        "\\",
                        "\\u0000",
                        "\\ud83d",
                        "\\u0100",
                        std::string(1, '\0'),
                        "\xff",
                        "\xc3",
                        "\xc2\x9b",
                        "\xf0\x9f\x98\x80",
                        "0",
                        "-",
                        "1e9",
                        ".5",
                        "18446744073709551616",
                        "9223372036854775808",
                        "null",
                        "true",
                        "{\"seq\":",
                        "\"cause\":",
                        "\"in\":9",
                        "\"at\":\"a.cc:1\"",
                        "\"kind\":\"moon.rise\"",
                        "\"events\":[\"READ\",\"ERR\"]",
                        "\"new\":{\"a\":[1,{}]}",
                        "\"data\":\"\\u00ff\"",
                        "{\"eyewall_end\":1,\"events\":6}\n",
                        "{\"eyewall\":1}\n"},
                       kSeed);
  for (int round = 0; round < 6'000; ++round) {
    const std::string input = inputs.next();
    try {
      harness(input);
    } catch (const std::exception& error) {
      FAIL() << error.what() << "; round " << round << ", input\n" << input;
    }
  }
}

}  // namespace
}  // namespace eyewall::read
