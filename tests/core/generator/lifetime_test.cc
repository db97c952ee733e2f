// What a generator owns dies exactly once, and no later than Python lets it die.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "generator/from.h"
#include "generator/generator.h"

namespace eyewall {
namespace {

using testing::HasSubstr;

// Counts what was made, copied and destroyed, of every Counted that shares its Count.
struct Count {
  int made = 0;
  int copied = 0;
  int alive = 0;
};

class Counted {
 public:
  explicit Counted(Count* count) : count_(count) { born(); }
  Counted(const Counted& other) : count_(other.count_) {
    ++count_->copied;
    born();
  }
  Counted(Counted&& other) noexcept : count_(other.count_) { born(); }
  Counted& operator=(const Counted&) = default;
  Counted& operator=(Counted&&) = default;
  ~Counted() { --count_->alive; }

 private:
  void born() {
    ++count_->made;
    ++count_->alive;
  }
  Count* count_;
};

Generator<Counted, Counted, Counted> passes(Count* count, Counted parameter) {
  const Counted local(count);
  std::optional<Counted> sent = co_yield Counted(count);
  while (sent) sent = co_yield std::move(*sent);
  co_return std::move(parameter);
}

TEST(GeneratorLifetime, ValuesAreMovedThroughAndNeverCopied) {
  Count count;
  {
    auto g = passes(&count, Counted(&count));
    const Counted first = g.next();
    const Counted second = g.send(Counted(&count));
    EXPECT_THROW(g.next(), StopIterationOf<Counted>);
  }
  EXPECT_EQ(count.copied, 0);
  EXPECT_EQ(count.alive, 0);
}

TEST(GeneratorLifetime, FinishingDestroysParametersAndLocalsAtOnce) {
  Count count;
  auto g = passes(&count, Counted(&count));
  EXPECT_EQ(count.alive, 1);  // the parameter
  {
    const Counted first = g.next();
    EXPECT_GT(count.alive, 2);
  }
  EXPECT_THROW(g.next(), StopIteration);
  EXPECT_EQ(count.alive, 0);
}

TEST(GeneratorLifetime, AnExceptionDestroysThemAtOnce) {
  Count count;
  auto g = passes(&count, Counted(&count));
  g.next();
  EXPECT_THROW(g.throw_(std::runtime_error("x")), std::runtime_error);
  EXPECT_EQ(count.alive, 0);
}

TEST(GeneratorLifetime, CloseDestroysThemAtOnceStartedOrNot) {
  Count count;
  auto unstarted = passes(&count, Counted(&count));
  unstarted.close();
  EXPECT_EQ(count.alive, 0);
  auto started = passes(&count, Counted(&count));
  started.next();
  started.close();
  EXPECT_EQ(count.alive, 0);
}

TEST(GeneratorLifetime, DestroyingOrOverwritingASuspendedOneDestroysThem) {
  Count count;
  {
    auto g = passes(&count, Counted(&count));
    g.next();
    g = passes(&count, Counted(&count));
    EXPECT_EQ(count.alive, 1);
    g.next();
    auto moved = std::move(g);
  }
  EXPECT_EQ(count.alive, 0);
}

TEST(GeneratorLifetime, ARangeForHoldsOneValueAtATime) {
  struct Body {
    static Generator<Counted> three(Count* count) {
      for (int i = 0; i < 3; ++i) co_yield Counted(count);
    }
  };
  Count count;
  int turns = 0;
  for (const Counted& value : Body::three(&count)) {
    static_cast<void>(value);
    ++turns;
    EXPECT_LE(count.alive, 2);  // the loop's, and the expression it was yielded from
  }
  EXPECT_EQ(turns, 3);
  EXPECT_EQ(count.alive, 0);
  EXPECT_EQ(count.copied, 0);
}

Generator<int> sees_exit(std::string* seen) {
  try {
    co_yield 1;
  } catch (const GeneratorExit&) {
    *seen = "GeneratorExit";
    throw;
  }
}

TEST(GeneratorLifetime, DestroyingASuspendedOneClosesIt) {
  std::string seen;
  {
    auto g = sees_exit(&seen);
    g.next();
  }
  EXPECT_EQ(seen, "GeneratorExit");
}

Generator<int> fails_when_closed(Count* count) {
  const Counted local(count);
  try {
    co_yield 1;
  } catch (const GeneratorExit&) {
  }
  throw std::runtime_error("too late");
}

Generator<int> never_ends(Count* count) {
  const Counted local(count);
  while (true) {
    try {
      co_yield 1;
    } catch (const GeneratorExit&) {
    }
  }
}

TEST(GeneratorLifetime, WhatADestructorCannotLetOutIsToldToStderr) {
  Count count;
  testing::internal::CaptureStderr();
  {
    auto g = fails_when_closed(&count);
    g.next();
  }
  const std::string told = testing::internal::GetCapturedStderr();
  EXPECT_THAT(told, HasSubstr("fails_when_closed"));
  EXPECT_THAT(told, HasSubstr("runtime_error: too late"));
  EXPECT_EQ(count.alive, 0);
}

TEST(GeneratorLifetime, OneThatIgnoresItsCloseIsDestroyedAllTheSame) {
  Count count;
  testing::internal::CaptureStderr();
  {
    auto g = never_ends(&count);
    g.next();
  }
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("generator ignored GeneratorExit"));
  EXPECT_EQ(count.alive, 0);
}

Generator<int> destroys_its_owner(std::unique_ptr<Generator<int>>* owner, Count* count,
                                  std::string* seen) {
  const Counted local(count);
  owner->reset();
  try {
    co_yield 7;
  } catch (const GeneratorExit&) {
    *seen = "GeneratorExit";
    throw;
  }
}

TEST(GeneratorLifetime, OneDestroyedWhileItRunsIsClosedAtItsNextYield) {
  Count count;
  std::string seen;
  std::unique_ptr<Generator<int>> g;
  g = std::make_unique<Generator<int>>(destroys_its_owner(&g, &count, &seen));
  EXPECT_EQ(g->next(), 7);
  EXPECT_EQ(g, nullptr);
  EXPECT_EQ(seen, "GeneratorExit");
  EXPECT_EQ(count.alive, 0);
}

Generator<int> moves_itself(Generator<int>* from, Generator<int>* to, Count* count) {
  const Counted local(count);
  *to = std::move(*from);
  co_yield 1;
  co_yield 2;
}

TEST(GeneratorLifetime, OneMovedWhileItRunsGoesOnInItsNewPlace) {
  Count count;
  Generator<int> here;
  Generator<int> there;
  here = moves_itself(&here, &there, &count);
  EXPECT_EQ(here.next(), 1);
  EXPECT_TRUE(here.finished());
  EXPECT_EQ(there.next(), 2);
  EXPECT_THROW(there.next(), StopIteration);
  EXPECT_EQ(count.alive, 0);
}

Generator<int> ends_without_owner(std::unique_ptr<Generator<int>>* owner, bool fail) {
  owner->reset();
  if (fail) throw std::runtime_error("alone");
  co_return;
}

TEST(GeneratorLifetime, OneDestroyedWhileItRunsMayAlsoReturnOrRaise) {
  std::unique_ptr<Generator<int>> g;
  g = std::make_unique<Generator<int>>(ends_without_owner(&g, false));
  EXPECT_THROW(g->next(), StopIteration);
  g = std::make_unique<Generator<int>>(ends_without_owner(&g, true));
  EXPECT_THROW(g->next(), std::runtime_error);
}

Generator<Counted, void, Counted> inner_of(Count* count, Counted parameter) {
  co_yield Counted(count);
  co_return std::move(parameter);
}

Generator<Counted> outer_of(Count* count) {
  const Counted result = co_yield from(inner_of(count, Counted(count)));
  co_yield Counted(count);
}

TEST(GeneratorLifetime, DelegatingCopiesNothingAndLeaksNothing) {
  Count count;
  int turns = 0;
  for (const Counted& value : outer_of(&count)) {
    static_cast<void>(value);
    ++turns;
  }
  EXPECT_EQ(turns, 2);
  EXPECT_EQ(count.copied, 0);
  EXPECT_EQ(count.alive, 0);
  {
    auto abandoned = outer_of(&count);
    abandoned.next();
  }
  EXPECT_EQ(count.alive, 0);
}

// An object whose destructor looks at the generator that owns it.
struct Nosy {
  Generator<int>** generator;
  bool* finished;
  Nosy(Generator<int>** g, bool* f) : generator(g), finished(f) {}
  Nosy(Nosy&& other) noexcept
      : generator(std::exchange(other.generator, nullptr)), finished(other.finished) {}
  ~Nosy() {
    if (generator != nullptr && *generator != nullptr) *finished = (*generator)->finished();
  }
};

Generator<int> holds(Nosy nosy) {
  static_cast<void>(nosy);
  co_yield 1;
}

TEST(GeneratorLifetime, AParametersDestructorSeesItsGeneratorFinished) {
  Generator<int>* where = nullptr;
  bool finished = false;
  auto g = holds(Nosy(&where, &finished));
  where = &g;
  g.next();
  g.close();
  EXPECT_TRUE(finished);
  where = nullptr;
}

}  // namespace
}  // namespace eyewall
