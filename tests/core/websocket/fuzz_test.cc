// Runs the harness of tests/fuzz over seeded mutations of good frames, whatever the compiler.
#define LLVMFuzzerTestOneInput eyewall_fuzz_websocket_frames
#include "fuzz/fuzz_websocket_frames.cc"  // NOLINT(bugprone-suspicious-include)
#undef LLVMFuzzerTestOneInput

#include <gtest/gtest.h>

#include "core/websocket/frames.h"
#include "fuzz/mutate.h"
#include "http/grammar.h"

namespace eyewall::test {
namespace {

constexpr std::uint64_t kSeed = 6455;
constexpr int kRounds = 8000;

TEST(Fuzz, FramesAreRefusedOrGiveTheSameEventsHoweverTheyAreCut) {
  websocket::Deflater deflater({}, 15, true);
  const std::string compressed = deflater.compress("hello, hello, hello");
  fuzz::Mutator inputs(
      {"\x01" + text("hello") + binary(std::string(200, 'x')) + frame(Opcode::close, code(1000)),
       "\x01" + text("\xce", false) + frame(Opcode::ping, "p") + more("\xba"),
       std::string(1, '\0') + from_server(Opcode::text, "hello") + from_server(Opcode::pong, ""),
       "\x07" + frame(Opcode::text, compressed, true, true, true) +
           frame(Opcode::text, deflater.compress("hello"), true, true, true),
       "\x03" + frame(Opcode::binary, compressed.substr(0, 4), false, true, true) +
           more(compressed.substr(4)),
       "\x06" + frame(Opcode::text, compressed, true, false, true)},
      {"\x81\x80", "\x88", std::string(1, '\0'), "\xff", "\x7e", "\x7f", "\xfe\x10\x01",
       std::string("\xff\0\0\0\0\0\x01\0\0", 9), "\xf0\x90", text("x"), more("", false)},
      kSeed);
  for (int round = 0; round < kRounds; ++round) {
    const std::string input = inputs.next();
    try {
      eyewall_fuzz_websocket_frames(reinterpret_cast<const std::uint8_t*>(input.data()),
                                    input.size());
    } catch (const std::exception& error) {
      FAIL() << error.what() << "; round " << round << ", input " << http::quoted(input);
    }
  }
}

}  // namespace
}  // namespace eyewall::test
