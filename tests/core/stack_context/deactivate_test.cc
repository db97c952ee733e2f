// A context that is deactivated does not spread any further; NullContext cuts all of them off.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "core/stack_context/pending.h"
#include "stack_context/wrap.h"

namespace eyewall::stack_context {
namespace {

using test::Names;
using test::Notes;
using test::Pending;
using testing::ElementsAre;

struct Deactivation : testing::Test {
  Notes notes;
  Pending pending;

  // A function wrapped in c0, c1, c2, of which it notes those that are active; and their ends.
  std::array<Deactivate, 3> ends;
  Wrapped<void()> wrapped_in_three(Names& seen) {
    const NullContext none;
    Wrapped<void()> wrapped;
    with(notes.context("c0"), [&](Deactivate c0) {
      with(notes.context("c1"), [&](Deactivate c1) {
        with(notes.context("c2"), [&](Deactivate c2) {
          ends = {c0, c1, c2};
          wrapped = wrap<void()>([&] { seen = notes.active; });
        });
      });
    });
    return wrapped;
  }
};

TEST_F(Deactivation, TakesAnyOneOutOfTheChain) {
  const std::array<Names, 3> left = {Names{"c1", "c2"}, Names{"c0", "c2"}, Names{"c0", "c1"}};
  for (std::size_t i = 0; i < 3; ++i) {
    Names seen;
    auto function = wrapped_in_three(seen);
    ends[i]();
    function();
    EXPECT_EQ(seen, left[i]);
  }
}

TEST_F(Deactivation, TakesAllOutOfTheChain) {
  Names seen{"nothing ran"};
  auto function = wrapped_in_three(seen);
  for (Deactivate& end : ends) end();
  function();
  EXPECT_THAT(seen, ElementsAre());
}

TEST_F(Deactivation, InsideACallbackIsSeenByItsCallbacksNotByItself) {
  Names before, after, next;
  Deactivate end;
  with(notes.context("c1"), [&] {
    with(notes.context("c2"), [&](Deactivate c2) {
      end = c2;
      with(notes.context("c3"), [&] {
        pending.add([&] {
          before = notes.active;
          end();
          after = notes.active;
          pending.add([&] { next = notes.active; });
        });
      });
    });
  });
  pending.run_all();
  EXPECT_THAT(before, ElementsAre("c1", "c2", "c3"));
  EXPECT_THAT(after, ElementsAre("c1", "c2", "c3"));
  EXPECT_THAT(next, ElementsAre("c1", "c3"));
}

TEST_F(Deactivation, OfAHandlerMakesExceptionsPassItBy) {
  with(notes.handler("outer", true), [&] {
    with(notes.handler("inner", true), [&](Deactivate inner) {
      pending.add([] { throw std::runtime_error("x"); });
      inner();
    });
  });
  pending.run_all();
  EXPECT_THAT(notes.story, ElementsAre("outer:x"));
}

TEST_F(Deactivation, TwiceIsOnce) {
  with(notes.context("c"), [](Deactivate end) {
    Deactivate copy = end;
    end();
    end();
    copy();
  });
  Deactivate nothing;
  nothing();
}

TEST_F(Deactivation, NullContextHidesEverythingWhileItLives) {
  Names inside{"nothing ran"}, behind;
  with(notes.context("c"), [&] {
    {
      const NullContext none;
      pending.add([&] { inside = notes.active; });
    }
    pending.add([&] { behind = notes.active; });
  });
  pending.run_all();
  EXPECT_THAT(inside, ElementsAre());
  EXPECT_THAT(behind, ElementsAre("c"));
}

}  // namespace
}  // namespace eyewall::stack_context
