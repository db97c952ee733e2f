// A generator in a range-for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "core/generator/message_of.h"
#include "generator/generator.h"

namespace eyewall {
namespace {

using test::message_of;
using testing::ElementsAre;

Generator<int> counted_to(int n) {
  for (int i = 1; i <= n; ++i) co_yield i;
}

TEST(GeneratorRange, RangeForGoesOnWhereTheGeneratorStands) {
  auto g = counted_to(4);
  g.next();
  std::vector<int> seen;
  for (const int x : g) seen.push_back(x);
  EXPECT_THAT(seen, ElementsAre(2, 3, 4));
  for (const int x : g) FAIL() << x;
}

TEST(GeneratorRange, BreakingOutOfARangeForLeavesTheRest) {
  auto g = counted_to(3);
  for (const int x : g) {
    EXPECT_EQ(x, 1);
    break;
  }
  EXPECT_EQ(g.next(), 2);
}

TEST(GeneratorRange, ANextInsideARangeForTakesAValueAwayFromTheLoop) {
  auto g = counted_to(4);
  std::vector<int> seen;
  for (const int& x : g) {
    g.next();
    seen.push_back(x);
  }
  EXPECT_THAT(seen, ElementsAre(1, 3));
}

Generator<int> breaks_at_two() {
  co_yield 1;
  throw std::runtime_error("two");
}

TEST(GeneratorRange, AnExceptionOfTheBodyComesOutOfTheRangeFor) {
  std::vector<int> seen;
  EXPECT_EQ(message_of<std::runtime_error>([&] {
              for (const int x : breaks_at_two()) seen.push_back(x);
            }),
            "two");
  EXPECT_THAT(seen, ElementsAre(1));
}

}  // namespace
}  // namespace eyewall
