// Callbacks: their turns, their order, their exceptions, and what becomes of those never run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/ioloop/fake_time.h"
#include "core/sys/captured_log.h"
#include "core/trace/recording.h"
#include "ioloop/ioloop.h"

namespace eyewall {
namespace {

using test::CapturedLog;
using test::Recording;
using testing::ElementsAre;
using testing::HasSubstr;

struct Callbacks : testing::Test {
  IOLoop loop;
  std::vector<std::string> story;
  auto say(const char* word) {
    return [this, word] { story.push_back(word); };
  }
  auto stop() {
    return [this] { loop.stop(); };
  }
};

TEST_F(Callbacks, RunInTheOrderInWhichTheyWereAdded) {
  loop.add_callback(say("first"));
  loop.add_callback(say("second"));
  loop.add_callback(stop());
  loop.add_callback(say("third, in the turn that stops"));
  loop.start();
  EXPECT_THAT(story, ElementsAre("first", "second", "third, in the turn that stops"));
}

TEST_F(Callbacks, AddedByACallbackRunInTheNextTurn) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  loop.add_callback([&] {
    loop.add_callback(say("child"));
    loop.add_callback(stop());
  });
  loop.add_callback(say("sibling"));
  loop.start();
  EXPECT_THAT(story, ElementsAre("sibling", "child"));
  EXPECT_THAT(recording.values<int>("loop.iteration", "callbacks"), ElementsAre(2, 2));
  EXPECT_EQ(recording.events("poll.begin").at(0)["timeout_ns"], 0) << "it does not wait for them";
}

TEST_F(Callbacks, ThatAddThemselvesForEverDoNotKeepTimersFromRunning) {
  std::function<void()> again = [&] { loop.add_callback(again); };
  loop.add_callback(again);
  loop.add_timeout(IOLoop::Duration::zero(), stop());
  loop.start();
}

TEST_F(Callbacks, StopBeforeStartMakesItReturnAtOnceAndOnlyOnce) {
  loop.add_callback(say("ran"));
  loop.stop();
  loop.start();
  EXPECT_THAT(story, ElementsAre());
  loop.add_callback(stop());
  loop.start();
  EXPECT_THAT(story, ElementsAre("ran"));
}

TEST_F(Callbacks, TheLoopCanBeStartedAgainAndAgain) {
  for (int i = 0; i < 3; ++i) {
    loop.add_callback(say("turn"));
    loop.add_callback(stop());
    loop.start();
  }
  EXPECT_EQ(story.size(), 3u);
  EXPECT_FALSE(loop.running());
}

TEST_F(Callbacks, WhatOneThrowsIsTracedLoggedAndSurvived) {
  SKIP_WHEN_RECORDED();
  const CapturedLog log;
  const Recording recording;
  loop.add_callback(named("on_headers", [] { throw std::runtime_error("bad header"); }));
  loop.add_callback(say("after"));
  loop.add_callback(stop());
  loop.start();
  EXPECT_THAT(story, ElementsAre("after"));
  EXPECT_THAT(log.messages(),
              ElementsAre("Exception in callback on_headers: std::runtime_error: bad header"));
  const auto raised = recording.events("callback.raise");
  ASSERT_EQ(raised.size(), 1u);
  EXPECT_EQ(raised[0]["name"], "on_headers");
  EXPECT_EQ(raised[0]["error"], "bad header");
  EXPECT_EQ(raised[0]["type"], "std::runtime_error");
  EXPECT_EQ(recording.events("callback.end").size(), 3u) << "the scope ends all the same";
}

TEST_F(Callbacks, WhatIsThrownNeedNotBeAStandardException) {
  const CapturedLog log;
  loop.add_callback([] { throw 42; });
  loop.add_callback([] { throw "text"; });
  loop.add_callback(stop());
  loop.start();
  EXPECT_THAT(log.messages(), ElementsAre(HasSubstr("int: (no message)"), HasSubstr("text")));
}

TEST_F(Callbacks, ASubclassMayReportExceptionsInItsOwnWay) {
  struct Reporting : IOLoop {
    void handle_callback_exception(const char* name, std::exception_ptr error) override {
      reports.push_back(std::string(name) + (error ? " failed" : ""));
      stop();
    }
    std::vector<std::string> reports;
  } reporting;
  reporting.add_callback(named("callback", [] { throw 1; }));
  reporting.start();
  reporting.add_timeout(IOLoop::Duration::zero(), named("timer", [] { throw 1; }));
  reporting.start();
  EXPECT_THAT(reporting.reports, ElementsAre("callback failed", "timer failed"));
}

TEST_F(Callbacks, AnExceptionReachesTheContextWhereTheCallbackWasAdded) {
  const CapturedLog log;
  using stack_context::ExceptionStackContext;
  int caught = 0;
  stack_context::with(ExceptionStackContext{[&](std::exception_ptr) { return ++caught > 0; }}, [&] {
    loop.add_callback([] { throw std::runtime_error("callback"); });
    loop.add_timeout(IOLoop::Duration::zero(), [] { throw std::runtime_error("timeout"); });
    loop.add_timeout(IOLoop::Duration::zero(), stop());
  });
  loop.start();
  EXPECT_EQ(caught, 2);
  EXPECT_THAT(log.messages(), ElementsAre());
}

TEST_F(Callbacks, ANestedStartRunsTheLoopAndItsStopEndsBoth) {
  loop.add_callback([&] {
    loop.add_callback(say("nested"));
    loop.add_callback(stop());
    loop.start();
    story.push_back("nested start returned");
  });
  loop.start();
  EXPECT_THAT(story, ElementsAre("nested", "nested start returned"));
}

TEST_F(Callbacks, OneThatIsDestroyedUnrunIsInTheTrace) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  {
    IOLoop short_lived;
    short_lived.add_callback(named("never_run", [] {}));
    short_lived.add_timeout(std::chrono::hours(1), named("never_due", [] {}));
  }
  const auto dropped = recording.events("callback.drop");
  ASSERT_EQ(dropped.size(), 1u);
  EXPECT_EQ(dropped[0]["name"], "never_run");
  EXPECT_EQ(dropped[0]["cause"], recording.events("callback.add")[0]["seq"]);
  EXPECT_EQ(recording.events("timer.drop").at(0)["name"], "never_due");
}

TEST_F(Callbacks, OneThatWasRunIsNotDropped) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  loop.add_callback(named("run", [&] { loop.stop(); }));
  loop.start();
  EXPECT_TRUE(recording.events("callback.drop").empty());
  const auto begin = recording.events("callback.begin");
  ASSERT_EQ(begin.size(), 1u);
  EXPECT_EQ(begin[0]["cause"], recording.events("callback.add")[0]["seq"]);
}

TEST_F(Callbacks, AClosedLoopRefusesThemAndIsNotStarted) {
  auto held = std::make_shared<int>();
  loop.add_callback([held] {});
  loop.add_timeout(std::chrono::hours(1), [held] {});
  loop.close();
  EXPECT_EQ(held.use_count(), 1) << "what was left is destroyed";
  EXPECT_THROW(loop.add_callback(say("too late")), IOLoopClosedError);
  EXPECT_THROW(loop.start(), IOLoopClosedError);
  loop.close();  // twice is once
}

TEST_F(Callbacks, OneThatAddsAnotherWhenItIsDestroyedDoesNotUpsetAClosingLoop) {
  struct Adds {
    IOLoop* loop;
    std::vector<std::string>* story;
    ~Adds() {
      try {
        loop->add_callback([] {});
      } catch (const IOLoopClosedError&) {
        story->push_back("refused");
      }
    }
  };
  loop.add_callback([adds = std::make_shared<Adds>(Adds{&loop, &story})] {});
  story.clear();
  loop.close();
  EXPECT_THAT(story, ElementsAre("refused"));
}

TEST_F(Callbacks, TheLoopMayBeClosedByOneOfThem) {
  loop.add_callback([&] {
    loop.stop();
    loop.close();
  });
  loop.add_callback(say("the rest of the turn"));
  loop.start();
  EXPECT_THAT(story, ElementsAre("the rest of the turn"));
}

TEST_F(Callbacks, TheCurrentLoopIsTheOneThatRuns) {
  IOLoop other;
  other.make_current();
  loop.add_callback([&] {
    EXPECT_EQ(&IOLoop::current(), &loop);
    loop.stop();
  });
  loop.start();
  EXPECT_EQ(&IOLoop::current(), &other);
  IOLoop::clear_current();
}

TEST_F(Callbacks, AnInstalledLoopIsTheInstanceAsLongAsItLives) {
  if (IOLoop::initialized()) GTEST_SKIP() << "the tests are repeated in one process";
  {
    IOLoop mine;
    mine.install();
    EXPECT_EQ(&IOLoop::instance(), &mine);
    EXPECT_EQ(&IOLoop::current(), &mine);
    EXPECT_THROW(loop.install(), std::logic_error);
  }
  EXPECT_FALSE(IOLoop::initialized());
  IOLoop& made = IOLoop::instance();
  EXPECT_EQ(&IOLoop::instance(), &made) << "made once, when first asked for";
  EXPECT_TRUE(IOLoop::initialized());
}

TEST_F(Callbacks, AnAttachmentLivesAsLongAsItsLoopIsOpen) {
  static const char key = 0;
  auto held = std::make_shared<int>(7);
  int made = 0;
  const auto make = [&] {
    ++made;
    return new std::shared_ptr<int>(held);
  };
  EXPECT_EQ(*loop.attachment<std::shared_ptr<int>>(&key, make), 7);
  EXPECT_EQ(*loop.attachment<std::shared_ptr<int>>(&key, make), 7);
  EXPECT_EQ(made, 1);
  loop.close();
  EXPECT_EQ(held.use_count(), 1);
}

TEST_F(Callbacks, RunInTheSameOrderWhetherOrNotTheyAreTraced) {
  SKIP_WHEN_RECORDED();
  const auto run = [] {
    test::FakeTime time;
    IOLoop& traced = time.loop;
    std::vector<std::string> said;
    const auto tell = [&](const char* word) { return [&said, word] { said.push_back(word); }; };
    traced.add_timeout(std::chrono::seconds(2), tell("2 s"));
    traced.add_callback([&] {
      said.push_back("a");
      traced.add_callback(tell("a.a"));
      traced.add_timeout(std::chrono::seconds(1), tell("a.1 s"));
    });
    traced.add_callback(tell("b"));
    traced.add_timeout(std::chrono::seconds(3), [&] { traced.stop(); });
    traced.start();
    return said;
  };
  const auto off = run();
  const Recording recording;
  EXPECT_EQ(run(), off);
  EXPECT_THAT(off, ElementsAre("a", "b", "a.a", "a.1 s", "2 s"));
}

}  // namespace
}  // namespace eyewall
