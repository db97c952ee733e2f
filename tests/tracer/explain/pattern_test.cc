#include "explain/pattern.h"

#include <gtest/gtest.h>

#include "tracer/explain/matched.h"

namespace eyewall::explain {
namespace {

TEST(Pattern, AKindAloneMatchesThatKindOnly) {
  const auto trace = one("loop.start", "");
  EXPECT_TRUE(matches("loop.start", trace, 1));
  EXPECT_TRUE(matches("loop.stop|loop.start", trace, 1));
  EXPECT_FALSE(matches("loop.stop", trace, 1));
}

TEST(Pattern, TextIsComparedWholeUnlessItEndsInAStar) {
  const auto trace = one("call.begin", R"("name":"handle_read")");
  EXPECT_TRUE(matches("call.begin name=handle_read", trace, 1));
  EXPECT_TRUE(matches("call.begin name=x|handle_read", trace, 1));
  EXPECT_TRUE(matches("call.begin name=handle*", trace, 1));
  EXPECT_FALSE(matches("call.begin name=handle", trace, 1));
  EXPECT_FALSE(matches("call.begin name!=handle*", trace, 1));
  EXPECT_TRUE(matches("call.begin name!=x|y", trace, 1));
}

TEST(Pattern, NumbersAndBooleansAreComparedByValue) {
  const auto trace = one("future.then", R"("future":3,"done":false)");
  EXPECT_TRUE(matches("future.then done=false future=3", trace, 1));
  EXPECT_FALSE(matches("future.then done=true", trace, 1));
  EXPECT_FALSE(matches("future.then future=2", trace, 1));
}

TEST(Pattern, DescriptorEventsAskForOneAmongThem) {
  const auto trace = one("poll.event", R"("fd":7,"who":"conn1","events":["WRITE","HUP"])");
  EXPECT_TRUE(matches("poll.event events=WRITE", trace, 1));
  EXPECT_FALSE(matches("poll.event events=READ", trace, 1));
  EXPECT_TRUE(matches("poll.event who!=waker*", trace, 1));
}

TEST(Pattern, AFieldThatIsAbsentEqualsNothing) {
  const auto trace = one("http.chunk", "");
  EXPECT_FALSE(matches("http.chunk bytes=0", trace, 1));
  EXPECT_TRUE(matches("http.chunk bytes!=0", trace, 1));
  EXPECT_FALSE(matches("http.chunk bytes", trace, 1));
}

TEST(Pattern, InMeansTheEventThatEnclosesDirectly) {
  Given given;
  const auto outer = given.event("callback.begin", R"("name":"on_connect")");
  const auto inner = given.event("call.begin", R"("name":"handle_read")", outer);
  const auto recv = given.event("sys.recv", "", inner);
  const auto trace = given.trace();
  EXPECT_TRUE(matches("sys.recv in call.begin name=handle_read", trace, recv));
  EXPECT_FALSE(matches("sys.recv in callback.begin", trace, recv));
  EXPECT_TRUE(matches("sys.recv in call.begin in callback.begin", trace, recv));
  EXPECT_FALSE(matches("callback.begin in callback.begin", trace, outer));
}

TEST(Pattern, UnderMeansTheNearestEnclosingEventOfThatKind) {
  Given given;
  const auto far = given.event("callback.begin", R"("name":"far")");
  const auto near = given.event("callback.begin", R"("name":"near")", far);
  const auto call = given.event("call.begin", R"("name":"f")", near);
  const auto want = given.event("stream.want", "", call);
  const auto trace = given.trace();
  EXPECT_TRUE(matches("stream.want under callback.begin name=near", trace, want));
  EXPECT_FALSE(matches("stream.want under callback.begin name=far", trace, want));
  EXPECT_FALSE(matches("stream.want under gen.send", trace, want));
}

TEST(Pattern, ScopesNestedWithoutEndAreGivenUp) {
  Given given;
  read::Seq in = given.event("callback.begin", R"("name":"f")");
  for (int i = 0; i < 5000; ++i) in = given.event("call.begin", R"("name":"g")", in);
  const auto trace = given.trace();
  EXPECT_FALSE(matches("call.begin under callback.begin name=f", trace, in));
}

TEST(Pattern, FirstAndAgainAreToldButNotCounted) {
  EXPECT_EQ(Pattern("loop.start").hit(), Pattern::Hit::every);
  EXPECT_EQ(Pattern("first loop.start").hit(), Pattern::Hit::first);
  EXPECT_EQ(Pattern("again loop.start").hit(), Pattern::Hit::again);
}

TEST(Pattern, AClauseWithoutAKindIsOfAnyEvent) {
  const auto trace = one("poll.event", R"("fd":7)");
  EXPECT_TRUE(matches("fd=7", trace, 1));
  EXPECT_FALSE(matches("fd=8", trace, 1));
}

TEST(Pattern, NumbersMayBeComparedByOrder) {
  const auto trace = one("timer.fire", R"("timer":2,"delay_ns":500)");
  EXPECT_TRUE(matches("timer.fire:delay_ns>499", trace, 1));
  EXPECT_FALSE(matches("timer.fire:delay_ns>500", trace, 1));
  EXPECT_TRUE(matches("timer.fire:delay_ns>=500,delay_ns<=500", trace, 1));
  EXPECT_TRUE(matches("timer.fire:delay_ns<501", trace, 1));
  EXPECT_FALSE(matches("timer.fire:delay_ns<500", trace, 1));
  EXPECT_FALSE(matches("timer.add:deadline_ns<9", trace, 1));  // it is not there
}

TEST(Pattern, WhatEveryEventHasCanBeAskedFor) {
  const auto trace = read::Trace::parse(
      "{\"eyewall\":1}\n"
      "{\"seq\":1,\"t\":5,\"kind\":\"call.begin\"}\n"
      "{\"seq\":2,\"t\":9,\"kind\":\"print\",\"thread\":3,\"cause\":1,\"in\":1,"
      "\"at\":\"core/gen/runner.cc:91\"}\n");
  EXPECT_TRUE(matches("print:thread=3,cause=1,t>5,seq=2", trace, 2));
  EXPECT_TRUE(matches("print in=1", trace, 2));
  EXPECT_FALSE(matches("*:cause", trace, 1));
  EXPECT_TRUE(matches("print:at=gen/*.cc:91|x.cc", trace, 2));
  EXPECT_FALSE(matches("print:at=runner.cc:92", trace, 2));
  EXPECT_FALSE(matches("call.begin at", trace, 1));
}

TEST(Pattern, WhatCannotBeReadIsAPatternErrorThatNamesTheWord) {
  for (const char* bad : {"",
                          "  ",
                          "first",
                          "first first",
                          "no.such.kind",
                          "loop.start|no.such.kind",
                          "loop.start color=red",
                          "loop.start fd=",
                          "loop.start fd=x",
                          "loop.start fd=1x",
                          "loop.start done=maybe",
                          "loop.start events=OPEN",
                          "in loop.start",
                          "loop.start in",
                          "loop.start in in gen.send",
                          "loop.start under",
                          "|",
                          "=",
                          "loop.start !=",
                          "fd.add fd=",
                          "fd.add fd=x",
                          "fd.add fd=1x",
                          "fd.add fd=99999999999999999999",
                          "fd.add fd<x",
                          "fd.add fd<1|2",
                          "fd.add who<1",
                          "fd.add who!x",
                          "fd.add:",
                          "fd.add:fd=1,",
                          "fd.add:fd=1:who",
                          "fd.add:42",
                          "future.then done=maybe",
                          "call.begin name='x",
                          "runner.cc:0",
                          "runner.cc:99999999999"}) {
    EXPECT_THROW(Pattern{bad}, PatternError) << bad;
  }
}

std::string error_of(const char* pattern) {
  try {
    const Pattern parsed(pattern);
  } catch (const PatternError& error) {
    return error.what();
  }
  return "none";
}

TEST(Pattern, AnErrorSaysWhatCouldBeMeant) {
  EXPECT_EQ(error_of("poll.event events=OPEN"),
            "pattern: no such descriptor event: 'OPEN'; there are READ, WRITE, ERR, HUP");
  EXPECT_EQ(error_of("poll.evnet:fd=7"),
            "pattern: no such kind: 'poll.evnet'; did you mean poll.event?");
  EXPECT_EQ(error_of("waker.sleeps"),
            "pattern: no such kind: 'waker.sleeps'; there are waker.wake, waker.drain");
  EXPECT_EQ(error_of("callback.begin:nmae=x"),
            "pattern: no such field: 'nmae'; did you mean name?");
  EXPECT_EQ(error_of("poll.event:cb=3"),
            "pattern: such events never carry: 'cb'; they carry fd, who, events");
  EXPECT_EQ(error_of("loop.start:fd=3"),
            "pattern: such events never carry: 'fd'; they carry nothing");
  EXPECT_EQ(error_of("fd.add:42"),
            "pattern: a kind has no line: 'fd.add:42'; FILE:LINE names a source file");
  EXPECT_NE(error_of("frobnicate").find("a kind begins with one of trace, loop, poll,"),
            std::string::npos);
}

}  // namespace
}  // namespace eyewall::explain
