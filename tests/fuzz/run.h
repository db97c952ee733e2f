// run(): a harness over mutated inputs, as a test: what stops libFuzzer fails it.
//
// For: the tests in tests/core that run the harnesses, whatever the compiler.
#pragma once

#include <gtest/gtest.h>

#include "fuzz/mutate.h"
#include "http/grammar.h"

namespace eyewall::fuzz {

using Harness = int (*)(const std::uint8_t*, std::size_t);

inline void run(Harness harness, Mutator inputs, int rounds) {
  for (int round = 0; round < rounds; ++round) {
    const std::string input = inputs.next();
    try {
      harness(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
    } catch (const std::exception& error) {
      FAIL() << error.what() << "; round " << round << ", input " << http::quoted(input);
    }
  }
}

}  // namespace eyewall::fuzz
