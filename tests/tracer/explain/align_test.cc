#include "explain/align.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace eyewall::explain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
const auto kNone = std::nullopt;

TEST(LongestChain, OfNothingIsNothing) {
  EXPECT_THAT(longest_chain({}), IsEmpty());
  EXPECT_THAT(longest_chain({{}, {}}), ElementsAre(kNone, kNone));
}

TEST(LongestChain, TakesTheEarliestCandidatesThatGoForward) {
  EXPECT_THAT(longest_chain({{5}, {1, 6, 9}, {2, 7, 8}}), ElementsAre(5, 6, 7));
}

TEST(LongestChain, ARowWithoutCandidatesDoesNotHoldUpTheOthers) {
  EXPECT_THAT(longest_chain({{1}, {}, {2}}), ElementsAre(1, kNone, 2));
}

TEST(LongestChain, OneRowThatCameTooLateIsLeftOutRatherThanAllBehindIt) {
  EXPECT_THAT(longest_chain({{1}, {9}, {2}, {3}}), ElementsAre(1, kNone, 2, 3));
}

TEST(LongestChain, OneEventMayServeRowsThatFollowOneAnother) {
  EXPECT_THAT(longest_chain({{4}, {4}, {4}, {5}}), ElementsAre(4, 4, 4, 5));
}

TEST(LongestChain, NeverGivesARowTwice) {
  EXPECT_THAT(longest_chain({{1, 2, 3, 4}}), ElementsAre(1));
  EXPECT_THAT(longest_chain({{1, 2}, {1, 2}}), ElementsAre(1, 1));
}

}  // namespace
}  // namespace eyewall::explain
