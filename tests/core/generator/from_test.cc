// co_yield from(generator): what PEP 380 says of `yield from`, held against CPython 3.11.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "generator/from.h"
#include "generator/generator.h"

namespace eyewall {
namespace {

using testing::ElementsAre;
using Notes = std::vector<std::string>;

Generator<int, int, int> sum(Notes* notes) {
  int total = 0;
  try {
    while (total < 10) {
      const std::optional<int> sent = co_yield total;
      total += sent.value_or(1);
    }
  } catch (const std::exception& error) {
    notes->push_back(std::string("inner got ") + error.what());
    if (std::string(error.what()) == "fatal") throw;
    total += 100;
  } catch (const GeneratorExit&) {
    notes->push_back("inner closed");
    throw;
  }
  co_return total;
}

Generator<int, int, std::string> twice(Notes* notes) {
  try {
    const int first = co_yield from(sum(notes));
    const int second = co_yield from(sum(notes));
    co_return std::to_string(first) + "+" + std::to_string(second);
  } catch (const std::exception& error) {
    notes->push_back(std::string("outer got ") + error.what());
    throw;
  } catch (const GeneratorExit&) {
    notes->push_back("outer closed");
    throw;
  }
}

TEST(YieldFrom, WhatIsSentReachesTheInnerOneAndWhatItReturnsIsTheValue) {
  Notes notes;
  auto g = twice(&notes);
  EXPECT_EQ(g.next(), 0);
  EXPECT_EQ(g.send(4), 4);
  EXPECT_EQ(g.next(), 5);
  EXPECT_EQ(g.send(20), 0);  // the first has returned 25, the second has started
  try {
    g.send(11);
    FAIL() << "it went on";
  } catch (const StopIterationOf<std::string>& stop) {
    EXPECT_EQ(stop.value, "25+11");
  }
}

TEST(YieldFrom, AnExceptionThrownInIsTheInnerOnesToHandle) {
  Notes notes;
  auto g = twice(&notes);
  g.next();
  EXPECT_EQ(g.throw_(std::runtime_error("x")), 0);  // handled; it returned, the second has started
  EXPECT_THAT(notes, ElementsAre("inner got x"));
}

TEST(YieldFrom, WhatTheInnerOneLetsOutIsRaisedInTheOuterOne) {
  Notes notes;
  auto g = twice(&notes);
  g.next();
  EXPECT_THROW(g.throw_(std::runtime_error("fatal")), std::runtime_error);
  EXPECT_THAT(notes, ElementsAre("inner got fatal", "outer got fatal"));
}

TEST(YieldFrom, ClosingTheOuterOneClosesTheInnerOneFirst) {
  Notes notes;
  auto g = twice(&notes);
  g.next();
  g.close();
  EXPECT_THAT(notes, ElementsAre("inner closed", "outer closed"));
}

TEST(YieldFrom, DestroyingTheOuterOneClosesBoth) {
  Notes notes;
  {
    auto g = twice(&notes);
    g.next();
  }
  EXPECT_THAT(notes, ElementsAre("inner closed", "outer closed"));
}

Generator<int> numbers(int first, int last) {
  for (int i = first; i <= last; ++i) co_yield i;
}

Generator<int> flatten(int depth) {
  if (depth > 0) co_yield from(flatten(depth - 1));
  co_yield depth;
}

TEST(YieldFrom, DelegationNests) {
  std::vector<int> seen;
  for (const int x : flatten(50)) seen.push_back(x);
  ASSERT_EQ(seen.size(), 51u);
  EXPECT_EQ(seen.front(), 0);
  EXPECT_EQ(seen.back(), 50);
}

Generator<int> shares(Generator<int>* inner) {
  co_yield from(*inner);
  co_yield -1;
}

TEST(YieldFrom, ANamedInnerOneIsSharedAndOutlivesTheOuterOne) {
  auto inner = numbers(1, 3);
  {
    auto g = shares(&inner);
    EXPECT_EQ(g.next(), 1);
    EXPECT_EQ(inner.next(), 2);
    EXPECT_EQ(g.next(), 3);
    EXPECT_EQ(g.next(), -1);
  }
  EXPECT_TRUE(inner.finished());
  auto empty = shares(&inner);
  EXPECT_EQ(empty.next(), -1);
}

Generator<int, int, int> wants_a_value(Generator<int, int, int>* inner) {
  co_return co_yield from(*inner);
}

TEST(YieldFrom, AFinishedInnerOneHasNoValueToGive) {
  Notes notes;
  auto inner = sum(&notes);
  inner.close();
  auto g = wants_a_value(&inner);
  EXPECT_THROW(g.next(), NothingReturned);
}

Generator<int> from_itself(Generator<int>* self) {
  co_yield from(*self);
}

TEST(YieldFrom, DelegatingToItselfIsAlreadyExecuting) {
  Generator<int> g;
  g = from_itself(&g);
  EXPECT_THROW(g.next(), AlreadyExecuting);
}

Generator<int> stubborn_inner() {
  while (true) {
    try {
      co_yield 1;
    } catch (const GeneratorExit&) {
    }
  }
}

Generator<int> outer_of_stubborn(Generator<int>* inner) {
  co_yield from(*inner);
}

TEST(YieldFrom, AnInnerOneThatIgnoresItsCloseFailsTheOuterOnesClose) {
  auto inner = stubborn_inner();
  auto g = outer_of_stubborn(&inner);
  g.next();
  EXPECT_THROW(g.close(), IgnoredGeneratorExit);
  EXPECT_TRUE(g.finished());
  testing::internal::CaptureStderr();
  inner = {};
  testing::internal::GetCapturedStderr();
}

}  // namespace
}  // namespace eyewall
