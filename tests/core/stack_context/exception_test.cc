// Where an exception goes: to the contexts in which its callback was scheduled, from the inside
// out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "core/stack_context/pending.h"
#include "stack_context/wrap.h"

namespace eyewall::stack_context {
namespace {

using test::Notes;
using test::Pending;
using testing::ElementsAre;

[[noreturn]] void fail(const char* text) {
  throw std::runtime_error(text);
}

struct Exceptions : testing::Test {
  Notes notes;
  Pending pending;

  std::string escaped(Pending& list) {
    try {
      list.run_all();
      return "nothing";
    } catch (const std::exception& error) {
      return error.what();
    }
  }
};

TEST_F(Exceptions, InACallbackReachTheHandlerOfThePlaceWhereItWasScheduled) {
  with(notes.handler("h", true), [&] { pending.add([] { fail("late"); }); });
  EXPECT_THAT(notes.story, ElementsAre());
  EXPECT_EQ(escaped(pending), "nothing");
  EXPECT_THAT(notes.story, ElementsAre("h:late"));
}

TEST_F(Exceptions, InACallbackOfACallbackReachItToo) {
  with(notes.handler("h", true),
       [&] { pending.add([&] { pending.add([&] { pending.add([] { fail("third"); }); }); }); });
  EXPECT_EQ(escaped(pending), "nothing");
  EXPECT_THAT(notes.story, ElementsAre("h:third"));
}

TEST_F(Exceptions, InTheBodyItselfReachTheHandlerAtOnce) {
  with(notes.handler("h", true), [] { fail("now"); });
  EXPECT_THAT(notes.story, ElementsAre("h:now"));
}

TEST_F(Exceptions, GoOutwardsUntilSomebodyConsumesThem) {
  with(notes.handler("outermost", true), [&] {
    with(notes.handler("outer", true),
         [&] { with(notes.handler("inner", false), [&] { pending.add([] { fail("x"); }); }); });
  });
  EXPECT_EQ(escaped(pending), "nothing");
  EXPECT_THAT(notes.story, ElementsAre("inner:x", "outer:x"));
}

TEST_F(Exceptions, ThatNobodyConsumesComeOutOfTheCallback) {
  with(notes.handler("h", false), [&] { pending.add([] { fail("x"); }); });
  EXPECT_EQ(escaped(pending), "x");
  EXPECT_THROW(with(notes.handler("h", false), [] { fail("x"); }), std::runtime_error);
}

TEST_F(Exceptions, AHandlerMayThrowAnotherInstead) {
  const auto replaces = ExceptionStackContext{[](std::exception_ptr) -> bool { fail("second"); }};
  with(notes.handler("outer", true),
       [&] { with(replaces, [&] { pending.add([] { fail("first"); }); }); });
  EXPECT_EQ(escaped(pending), "nothing");
  EXPECT_THAT(notes.story, ElementsAre("outer:second"));
  notes.story.clear();
  with(notes.handler("outer", true), [&] { with(replaces, [] { fail("first"); }); });
  EXPECT_THAT(notes.story, ElementsAre("outer:second"));
}

TEST_F(Exceptions, AStackContextSeesThemOnItsWayOutAndDoesNotConsume) {
  with(notes.handler("h", true),
       [&] { with(notes.context("c"), [&] { pending.add([] { fail("x"); }); }); });
  notes.story.clear();
  EXPECT_EQ(escaped(pending), "nothing");
  EXPECT_THAT(notes.story, ElementsAre("+c", "!c", "h:x"));
}

TEST_F(Exceptions, AStackContextInsideAHandlerThatConsumedLeavesCleanly) {
  with(notes.context("c"),
       [&] { with(notes.handler("h", true), [&] { pending.add([] { fail("x"); }); }); });
  notes.story.clear();
  EXPECT_EQ(escaped(pending), "nothing");
  EXPECT_THAT(notes.story, ElementsAre("+c", "h:x", "-c"));
}

// Fails when it is entered or left, from the nth time on.
struct Failing : ContextManager {
  Failing(int& entries, int enter_fails_at, bool exit_fails)
      : entries_(entries), enter_fails_at_(enter_fails_at), exit_fails_(exit_fails) {}
  void enter() override {
    if (++entries_ >= enter_fails_at_) fail("on entry");
  }
  void exit(std::exception_ptr) override {
    if (exit_fails_ && entries_ > 1) fail("on exit");
  }
  int& entries_;
  int enter_fails_at_;
  bool exit_fails_;
};

TEST_F(Exceptions, AContextThatCannotBeEnteredKeepsTheCallbackFromRunning) {
  int entries = 0;
  with(notes.context("outer"), [&] {
    with(notes.handler("h", true), [&] {
      with(StackContext{[&] { return std::make_unique<Failing>(entries, 2, false); }},
           [&] { pending.add([&] { notes.story.push_back("ran"); }); });
    });
  });
  notes.story.clear();
  EXPECT_EQ(escaped(pending), "nothing");
  EXPECT_THAT(notes.story, ElementsAre("+outer", "h:on entry", "-outer"));
}

TEST_F(Exceptions, AContextThatCannotBeEnteredThrowsOutOfWith) {
  int entries = 0;
  EXPECT_THROW(with(StackContext{[&] { return std::make_unique<Failing>(entries, 1, false); }},
                    [&] { notes.story.push_back("ran"); }),
               std::runtime_error);
  EXPECT_THAT(notes.story, ElementsAre());
  EXPECT_FALSE(capture()) << "the context before is back";
}

TEST_F(Exceptions, AContextThatFailsOnTheWayOutIsHandledFurtherOut) {
  int entries = 0;
  with(notes.handler("h", true), [&] {
    with(StackContext{[&] { return std::make_unique<Failing>(entries, 99, true); }},
         [&] { pending.add([&] { notes.story.push_back("ran"); }); });
  });
  EXPECT_EQ(escaped(pending), "nothing");
  EXPECT_THAT(notes.story, ElementsAre("ran", "h:on exit"));
}

TEST_F(Exceptions, TheContextIsRestoredHoweverTheCallbackIsLeft) {
  with(notes.handler("h", false), [&] { pending.add([] { fail("x"); }); });
  with(notes.handler("other", true), [&] {
    const Frame* const before = detail::current;
    EXPECT_EQ(escaped(pending), "x");
    EXPECT_EQ(detail::current, before);
  });
}

// A NullContext that outlives its block, as one does that a coroutine keeps across a yield.
std::unique_ptr<NullContext> left_over;
void lose_the_context() {
  left_over = std::make_unique<NullContext>();
}

TEST_F(Exceptions, ABodyThatLeavesTheContextOtherThanItFoundItIsToldSo) {
  EXPECT_THROW(with(notes.context("c"), lose_the_context), StackContextInconsistentError);
  EXPECT_FALSE(capture()) << "the context before is back";
  EXPECT_THROW(with(notes.handler("h", true), lose_the_context), StackContextInconsistentError);
  with(notes.handler("other", true), [] {
    const Frame* const before = detail::current;
    left_over.reset();
    EXPECT_EQ(detail::current, before) << "it puts nothing back into another's block";
  });
}

TEST_F(Exceptions, WhatTheBodyThrewIsToldRatherThanTheInconsistencyBehindIt) {
  const auto body = [] {
    lose_the_context();
    fail("first");
  };
  EXPECT_THROW(with(notes.context("c"), body), std::runtime_error);
}

}  // namespace
}  // namespace eyewall::stack_context
