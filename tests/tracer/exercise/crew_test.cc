// Work side by side: each piece once, nothing after a stop, and the first exception comes out.
#include "exercise/crew.h"

#include <gmock/gmock.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace eyewall::exercise {
namespace {

TEST(Crew, DoesEachPieceOnceAndTellsOfEach) {
  const Stop stop = false;
  std::vector<std::atomic<int>> done(1000);
  std::vector<std::size_t> told;
  in_parallel(
      done.size(), 4, stop, [&](std::size_t i) { ++done[i]; },
      [&](std::size_t count) { told.push_back(count); });
  for (const std::atomic<int>& times : done) EXPECT_EQ(times, 1);
  ASSERT_EQ(told.size(), done.size());
  for (std::size_t i = 0; i < told.size(); ++i) EXPECT_EQ(told[i], i + 1);
}

TEST(Crew, HasNothingToDo) {
  const Stop stop = false;
  in_parallel(0, 4, stop, [](std::size_t) { FAIL() << "there is no piece"; });
}

TEST(Crew, BeginsNothingMoreAfterAStop) {
  Stop stop = false;
  std::atomic<std::size_t> begun = 0;
  in_parallel(100000, 2, stop, [&](std::size_t) {
    ++begun;
    stop = true;
  });
  EXPECT_LE(begun, 2U) << "one a thread";
}

TEST(Crew, PassesOnTheFirstException) {
  const Stop stop = false;
  std::atomic<std::size_t> begun = 0;
  const auto work = [&](std::size_t) {
    ++begun;
    throw std::runtime_error("broken");
  };
  EXPECT_THROW(in_parallel(100000, 3, stop, work), std::runtime_error);
  EXPECT_LE(begun, 3U) << "one a thread";
}

}  // namespace
}  // namespace eyewall::exercise
