// Any bytes as the first line of a chunk: refused by name, or the number that its digits say.
#include "fuzz/require.h"
#include "http/message.h"

#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using eyewall::fuzz::require;
  namespace http = eyewall::http;
  constexpr std::uint64_t kLimit = 100'000;
  const std::string line(eyewall::fuzz::view(data, size));
  try {
    const std::uint64_t length = http::parse_chunk_size(line, UINT64_MAX);
    require(length <= INT64_MAX, "a size fits a signed number");
    require(length == std::strtoull(line.c_str(), nullptr, 16), "a size is what its digits say");
    require(http::parse_chunk_size(std::to_string(0) + line, UINT64_MAX) == length,
            "a leading zero changes nothing");
    require(http::parse_chunk_size(line, kLimit) <= kLimit, "a size keeps to the limit");
  } catch (const http::MessageError&) {
    // refused by name: fine
  }
  return 0;
}
