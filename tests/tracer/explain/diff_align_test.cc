// The alignment of two sequences, held against a slow one that is surely right.
#include "explain/diff_align.h"

#include <gmock/gmock.h>

#include <random>

namespace eyewall::explain {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

// The length of a longest common subsequence, by the table of all.
std::size_t longest(const Sequence& a, const Sequence& b) {
  std::vector<std::vector<std::size_t>> table(a.size() + 1,
                                              std::vector<std::size_t>(b.size() + 1, 0));
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      table[i][j] = a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1
                                         : std::max(table[i - 1][j], table[i][j - 1]);
    }
  }
  return table[a.size()][b.size()];
}

void expect_valid(const Sequence& a, const Sequence& b, const Pairs& pairs) {
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    ASSERT_LT(pairs[i].first, a.size());
    ASSERT_LT(pairs[i].second, b.size());
    EXPECT_EQ(a[pairs[i].first], b[pairs[i].second]);
    if (i == 0) continue;
    EXPECT_LT(pairs[i - 1].first, pairs[i].first);
    EXPECT_LT(pairs[i - 1].second, pairs[i].second);
  }
}

Sequence random_sequence(std::mt19937_64& random, std::size_t size, std::uint32_t alphabet) {
  Sequence made(size);
  for (std::uint32_t& each : made) each = static_cast<std::uint32_t>(random() % alphabet);
  return made;
}

TEST(Aligned, IsAsLongAsItCanBe) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 3000; ++round) {
    const auto alphabet = static_cast<std::uint32_t>(1 + random() % 6);
    const Sequence a = random_sequence(random, random() % 30, alphabet);
    const Sequence b = random_sequence(random, random() % 30, alphabet);
    const Pairs pairs = aligned(a, b);
    expect_valid(a, b, pairs);
    ASSERT_EQ(pairs.size(), longest(a, b)) << "round " << round;
  }
}

TEST(Aligned, IsAsLongAsItCanBeForSequencesOfSomeLength) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 10; ++round) {
    const Sequence a = random_sequence(random, 300, 20);
    const Sequence b = random_sequence(random, 350, 20);
    EXPECT_EQ(aligned(a, b).size(), longest(a, b));
  }
}

TEST(Aligned, OfASequenceWithItselfIsAllOfIt) {
  std::mt19937_64 random(3);
  const Sequence a = random_sequence(random, 100'000, 50);
  EXPECT_EQ(aligned(a, a).size(), a.size());
}

TEST(Aligned, FindsAFewChangesInALongSequence) {
  std::mt19937_64 random(4);
  const Sequence a = random_sequence(random, 100'000, 50);
  Sequence b = a;
  for (std::size_t at = 99'000; at > 0; at -= 1'000) b.erase(b.begin() + static_cast<long>(at));
  EXPECT_EQ(aligned(a, b).size(), b.size());
}

TEST(Aligned, OfLongSequencesWithLittleInCommonIsValidAndNotTrivial) {
  std::mt19937_64 random(5);
  const Sequence a = random_sequence(random, 100'000, 1000);
  const Sequence b = random_sequence(random, 100'000, 1000);
  const Pairs pairs = aligned(a, b);
  expect_valid(a, b, pairs);
  EXPECT_GT(pairs.size(), 1000U);
  Sequence other = a;
  for (std::uint32_t& each : other) each += 1000;
  EXPECT_TRUE(aligned(a, other).empty());
}

TEST(Aligned, OfNothingIsNothing) {
  EXPECT_TRUE(aligned({}, {}).empty());
  EXPECT_TRUE(aligned({1, 2}, {}).empty());
  EXPECT_TRUE(aligned({}, {1, 2}).empty());
}

}  // namespace
}  // namespace eyewall::explain
