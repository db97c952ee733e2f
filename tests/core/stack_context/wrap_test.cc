// wrap: a callback runs in the contexts in which it was wrapped, and in no others.
#include "stack_context/wrap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <thread>

#include "core/stack_context/pending.h"

namespace eyewall::stack_context {
namespace {

using test::Names;
using test::Notes;
using test::Pending;
using testing::ElementsAre;

struct Wrap : testing::Test {
  Notes notes;
  Pending pending;
};

TEST_F(Wrap, EntersTheContextAroundTheBodyAndAgainAroundEachCallbackOfIt) {
  with(notes.context("c"), [&] {
    pending.add([&] { notes.story.push_back("first"); });
    pending.add([&] { notes.story.push_back("second"); });
  });
  EXPECT_THAT(notes.story, ElementsAre("+c", "-c"));
  pending.run_all();
  EXPECT_THAT(notes.story, ElementsAre("+c", "-c", "+c", "first", "-c", "+c", "second", "-c"));
}

TEST_F(Wrap, NestedContextsAreEnteredOutsideInAndLeftInsideOut) {
  with(notes.context("outer"), [&] {
    with(notes.context("inner"), [&] { pending.add([&] { notes.story.push_back("body"); }); });
  });
  notes.story.clear();
  pending.run_all();
  EXPECT_THAT(notes.story, ElementsAre("+outer", "+inner", "body", "-inner", "-outer"));
}

TEST_F(Wrap, CallbacksOfACallbackInheritItsContext) {
  Names seen;
  with(notes.context("c"),
       [&] { pending.add([&] { pending.add([&] { seen = notes.active; }); }); });
  pending.run_all();
  EXPECT_THAT(seen, ElementsAre("c"));
}

TEST_F(Wrap, ACallbackGivenToALibraryRunsInTheApplicationsContextAgain) {
  const auto library = [&](auto callback) {
    auto wrapped = wrap<void()>(std::move(callback));
    with(notes.context("library"), [&] {
      pending.add([&, inner = std::move(wrapped)]() mutable {
        EXPECT_THAT(notes.active, ElementsAre("application", "library"));
        inner();
      });
    });
  };
  Names seen;
  with(notes.context("application"), [&] { library([&] { seen = notes.active; }); });
  pending.run_all();
  EXPECT_THAT(seen, ElementsAre("application", "library", "application"))
      << "the library's is not removed, but is no longer innermost";
}

TEST_F(Wrap, RunningInsideAnotherContextDoesNotPassThatOneOn) {
  Names seen;
  Wrapped<void()> in_c1;
  with(notes.context("c1"),
       [&] { in_c1 = wrap<void()>([&] { pending.add([&] { seen = notes.active; }); }); });
  with(notes.context("c2"), [&] { in_c1(); });
  pending.run_all();
  EXPECT_THAT(seen, ElementsAre("c1"));
}

TEST_F(Wrap, ACallbackWithoutContextGetsNoneFromWhereverItIsRun) {
  Names seen{"nothing ran"};
  Wrapped<void()> plain;
  {
    const NullContext none;
    plain = wrap<void()>([&] { pending.add([&] { seen = notes.active; }); });
  }
  with(notes.context("c2"), [&] { plain(); });
  pending.run_all();
  EXPECT_THAT(seen, ElementsAre());
}

TEST_F(Wrap, WrappingTwiceIsWrappingOnce) {
  Wrapped<void()> once;
  with(notes.context("first"),
       [&] { once = wrap<void()>([&] { notes.story.push_back("body"); }); });
  with(notes.context("second"), [&] {
    pending.add([] {});
    Wrapped<void()> twice = wrap<void()>(std::move(once));
    notes.story.clear();
    twice();
  });
  EXPECT_THAT(notes.story, ElementsAre("+first", "body", "-first", "-second"));
}

TEST_F(Wrap, ArgumentsPassThroughWithoutACopy) {
  std::unique_ptr<int> got;
  Wrapped<void(std::unique_ptr<int>, int)> plain([&](std::unique_ptr<int> p, int n) {
    got = std::move(p);
    *got += n;
  });
  plain(std::make_unique<int>(1), 2);
  EXPECT_EQ(*got, 3);
  with(notes.context("c"), [&] {
    Wrapped<void(std::unique_ptr<int>, int)> in_context(
        [&](std::unique_ptr<int> p, int) { got = std::move(p); });
    in_context(std::make_unique<int>(7), 0);
  });
  EXPECT_EQ(*got, 7);
}

TEST_F(Wrap, ACallbackMayDestroyTheListThatHoldsIt) {
  auto owner = std::make_unique<Pending>();
  with(notes.context("c"), [&] { owner->add([&] { notes.story.push_back("ran"); }); });
  auto holder = std::make_unique<Wrapped<void()>>();
  with(notes.context("d"), [&] { *holder = wrap<void()>([&] { owner.reset(); }); });
  notes.story.clear();
  (*holder)();
  EXPECT_THAT(notes.story, ElementsAre("+d", "-d"));
}

TEST_F(Wrap, AnEmptyOneIsFalseAndKeepsTheCallablesName) {
  EXPECT_FALSE(Wrapped<void()>());
  EXPECT_FALSE(Wrapped<void()>(nullptr));
  EXPECT_STREQ(wrap<void()>(named("on_headers", [] {})).name(), "on_headers");
  EXPECT_THROW(Wrapped<void()>()(), BadCall);
}

TEST_F(Wrap, TheCurrentContextIsTheThreadsOwnButACallbackMayBeRunOnAnother) {
  Names on_the_thread;
  with(notes.context("c"), [&] {
    pending.add([&] { on_the_thread = notes.active; });
    std::thread([] { EXPECT_FALSE(capture()); }).join();
  });
  std::thread([&] { pending.run_all(); }).join();
  EXPECT_THAT(on_the_thread, ElementsAre("c"));
}

TEST_F(Wrap, AChainOfAMillionContextsIsReleasedWithoutRecursion) {
  const NullContext restored;
  FramePtr head;
  for (int i = 0; i < 1'000'000; ++i)
    head = FramePtr(new Frame(
        nullptr, [](std::exception_ptr) { return true; }, std::move(head)));
  head = FramePtr();  // a recursion this deep would overflow the stack
}

}  // namespace
}  // namespace eyewall::stack_context
