// Any bytes as a gzip body: refused by name or decompressed, the same however they are cut up.
#include "fuzz/require.h"
#include "http/gzip.h"

#include <algorithm>
#include <optional>
#include <string>

namespace {

constexpr std::uint64_t kLimit = 1'000'000;

// What comes out when `input` comes in pieces of `step` bytes; nothing when it is refused.
std::optional<std::string> decompressed(std::string_view input, std::size_t step) {
  try {
    eyewall::http::GzipDecompressor gzip(kLimit);
    std::string out;
    for (; !input.empty(); input.remove_prefix(std::min(step, input.size()))) {
      out += gzip.decompress(input.substr(0, step));
    }
    out += gzip.flush();
    eyewall::fuzz::require(out.size() <= kLimit, "the output keeps to the limit");
    return out;
  } catch (const eyewall::http::GzipError&) {
    return std::nullopt;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = eyewall::fuzz::view(data, size);
  const std::optional<std::string> whole = decompressed(input, input.size() + 1);
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}}) {
    eyewall::fuzz::require(decompressed(input, step) == whole, "pieces give what the whole gives");
  }
  return 0;
}
