// next, send, throw_, close and their errors: what PEP 342 and PEP 479 say, held against
// CPython 3.11.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <ranges>
#include <string>
#include <type_traits>

#include "core/generator/message_of.h"
#include "generator/generator.h"

namespace eyewall {
namespace {

using test::message_of;
using testing::HasSubstr;

Generator<int> count_to(int n) {
  for (int i = 1; i <= n; ++i) co_yield i;
}

Generator<int, int, std::string> adder() {
  int total = 0;
  while (total < 10) {
    const std::optional<int> sent = co_yield total;
    total += sent.value_or(1);
  }
  co_return "reached " + std::to_string(total);
}

static_assert(!std::is_copy_constructible_v<Generator<int>>);
static_assert(std::is_nothrow_move_constructible_v<Generator<int>>);
static_assert(std::ranges::input_range<Generator<int>>);

TEST(Generator, CallingItRunsNothing) {
  bool ran = false;
  struct Body {
    static Generator<int> body(bool* flag) {
      *flag = true;
      co_yield 1;
    }
  };
  auto g = Body::body(&ran);
  EXPECT_FALSE(ran);
  g.next();
  EXPECT_TRUE(ran);
}

TEST(Generator, SendIsTheValueOfTheYieldWhereItWaits) {
  auto g = adder();
  EXPECT_EQ(g.next(), 0);
  EXPECT_EQ(g.send(4), 4);
  EXPECT_EQ(g.next(), 5);
  EXPECT_EQ(g.send(std::nullopt), 6);
}

TEST(Generator, StopIterationCarriesTheReturnedValueOnce) {
  auto g = adder();
  g.next();
  try {
    g.send(20);
    FAIL() << "it went on";
  } catch (const StopIterationOf<std::string>& stop) {
    EXPECT_EQ(stop.value, "reached 20");
  }
  EXPECT_TRUE(g.finished());
  try {
    g.next();
    FAIL() << "it went on";
  } catch (const StopIterationOf<std::string>& stop) {
    EXPECT_EQ(stop.value, std::nullopt);
  }
}

TEST(Generator, SendingAValueBeforeTheStartIsAnErrorAndTheGeneratorCanStillStart) {
  auto g = adder();
  EXPECT_THAT(message_of<SentBeforeStart>([&] { g.send(4); }),
              HasSubstr("can't send a value to a just-started generator"));
  EXPECT_EQ(g.send(std::nullopt), 0);
}

TEST(Generator, AnEmptyBodyYieldsNothing) {
  auto g = count_to(0);
  EXPECT_THROW(g.next(), StopIterationOf<void>);
  for (const int x : count_to(0)) FAIL() << x;
}

Generator<int> runs_itself(Generator<int>* self, std::string* seen) {
  *seen = message_of<AlreadyExecuting>([&] { self->next(); });
  co_yield 1;
  *seen = message_of<AlreadyExecuting>([&] { self->close(); });
  co_yield 2;
  *seen = message_of<AlreadyExecuting>([&] { self->throw_(std::runtime_error("x")); });
}

TEST(Generator, ResumingItFromInsideIsAlreadyExecuting) {
  Generator<int> g;
  std::string seen;
  g = runs_itself(&g, &seen);
  EXPECT_EQ(g.next(), 1);
  EXPECT_THAT(seen, HasSubstr("generator already executing"));
  seen.clear();
  EXPECT_EQ(g.next(), 2);
  EXPECT_THAT(seen, HasSubstr("generator already executing"));
  seen.clear();
  EXPECT_THROW(g.next(), StopIteration);
  EXPECT_THAT(seen, HasSubstr("generator already executing"));
}

Generator<std::string> handles() {
  std::string last = "none";
  while (last != "stop") {
    try {
      co_yield last;
    } catch (const std::exception& error) {
      last = error.what();
    }
  }
}

TEST(Generator, AThrownExceptionIsRaisedAtTheYieldAndTheNextValueComesBack) {
  auto g = handles();
  EXPECT_EQ(g.next(), "none");
  EXPECT_EQ(g.throw_(std::runtime_error("first")), "first");
  EXPECT_EQ(g.throw_(std::make_exception_ptr(std::out_of_range("second"))), "second");
  EXPECT_EQ(g.next(), "second");
  EXPECT_THROW(g.throw_(std::runtime_error("stop")), StopIteration);
}

TEST(Generator, AnUnhandledExceptionComesOutAndEndsIt) {
  auto g = count_to(3);
  g.next();
  EXPECT_EQ(message_of<std::out_of_range>([&] { g.throw_(std::out_of_range("gone")); }), "gone");
  EXPECT_TRUE(g.finished());
  EXPECT_THROW(g.next(), StopIteration);
}

TEST(Generator, ThrowingIntoAnUnstartedOneRunsNothingOfItAndEndsIt) {
  auto g = count_to(3);
  EXPECT_THROW(g.throw_(std::out_of_range("x")), std::out_of_range);
  EXPECT_THROW(g.next(), StopIteration);
}

TEST(Generator, ThrowingIntoAFinishedOneRaisesThatException) {
  auto g = count_to(0);
  EXPECT_THROW(g.next(), StopIteration);
  EXPECT_THROW(g.throw_(std::out_of_range("x")), std::out_of_range);
  EXPECT_THROW(g.throw_(StopIterationOf<void>()), StopIteration);
}

Generator<int> raises_stop_iteration() {
  auto inner = count_to(1);
  co_yield inner.next();
  co_yield inner.next();
}

TEST(Generator, AStopIterationRaisedInsideBecomesARuntimeErrorWithItNested) {
  auto g = raises_stop_iteration();
  EXPECT_EQ(g.next(), 1);
  try {
    g.next();
    FAIL() << "it went on";
  } catch (const RaisedStopIteration& error) {
    EXPECT_THAT(error.what(), HasSubstr("generator raised StopIteration"));
    EXPECT_THROW(std::rethrow_if_nested(error), StopIteration);
  }
}

TEST(Generator, AStopIterationThrownInAndNotHandledIsRaisedStopIterationEvenBeforeTheStart) {
  auto unstarted = count_to(2);
  EXPECT_THROW(unstarted.throw_(StopIterationOf<void>()), RaisedStopIteration);
  auto started = count_to(2);
  started.next();
  EXPECT_THROW(started.throw_(StopIterationOf<void>()), RaisedStopIteration);
}

TEST(Generator, AMovedFromOneHasFinishedAndTheOtherGoesOn) {
  auto g = count_to(2);
  EXPECT_EQ(g.next(), 1);
  auto h = std::move(g);
  EXPECT_THROW(g.next(), StopIteration);  // NOLINT: that is the claim
  EXPECT_EQ(h.next(), 2);
}

Generator<std::unique_ptr<int>, std::unique_ptr<int>, std::unique_ptr<int>> move_only() {
  auto sent = co_yield std::make_unique<int>(1);
  auto again = co_yield std::move(*sent);
  co_return std::move(*again);
}

TEST(Generator, ValuesMayBeMoveOnlyOnAllThreeWays) {
  auto g = move_only();
  EXPECT_EQ(*g.next(), 1);
  EXPECT_EQ(*g.send(std::make_unique<int>(2)), 2);
  try {
    g.send(std::make_unique<int>(3));
    FAIL() << "it went on";
  } catch (const StopIterationOf<std::unique_ptr<int>>& stop) {
    ASSERT_TRUE(stop.value.has_value());
    EXPECT_EQ(**stop.value, 3);
  }
}

Generator<std::optional<int>, std::optional<int>> echo_optional() {
  std::optional<int> last = 0;
  while (true) {
    const std::optional<std::optional<int>> sent = co_yield last;
    last = sent.has_value() ? *sent : std::optional<int>(-1);
  }
}

TEST(Generator, ASentEmptyOptionalIsAValueAndNotNone) {
  auto g = echo_optional();
  g.next();
  EXPECT_EQ(g.send(std::optional<std::optional<int>>(std::optional<int>())), std::nullopt);
  EXPECT_EQ(g.next(), -1);
}

}  // namespace
}  // namespace eyewall
