// The player's short form of a pattern: kinds, globs, source lines, quotes.
#include <gtest/gtest.h>

#include "explain/pattern.h"
#include "tracer/explain/matched.h"

namespace eyewall::explain {
namespace {

TEST(ShortPattern, ConditionsStandBehindAColonWithCommasBetween) {
  const auto trace = one("callback.begin", R"("cb":3,"name":"on_headers")");
  EXPECT_TRUE(matches("callback.begin:name=on_*,cb=3", trace));
  EXPECT_FALSE(matches("callback.begin:name=on_*,cb=4", trace));
  EXPECT_FALSE(matches("callback.begin:name=off_*,cb=3", trace));
  EXPECT_TRUE(matches("callback.add|callback.begin:cb=2|3", trace));
}

TEST(ShortPattern, BothSpellingsMeanTheSame) {
  Given given;
  const auto outer = given.event("callback.begin", R"("cb":3,"name":"on_headers")");
  const auto poll = given.event("poll.event", R"("fd":7,"who":"conn1","events":["READ"])", outer);
  const auto trace = given.trace();
  for (const char* same : {"poll.event fd=7 events=READ under callback.begin name=on_*",
                           "poll.event:fd=7,events=READ under callback.begin:name=on_*",
                           "poll.event:fd=7 events=READ  under callback.begin name=on_*",
                           " poll.event fd=7, events=READ under callback.begin:name=on_* "}) {
    EXPECT_TRUE(matches(same, trace, poll)) << same;
    EXPECT_FALSE(matches(same, trace, outer)) << same;
  }
}

TEST(ShortPattern, AKindMayEndInAStar) {
  const auto trace = one("poll.event", R"("fd":7)");
  EXPECT_TRUE(matches("poll.*", trace));
  EXPECT_TRUE(matches("*", trace));
  EXPECT_TRUE(matches("*.event:fd=7", trace));
  EXPECT_FALSE(matches("fd.*|loop.*", trace));
}

TEST(ShortPattern, AKindOfALaterVersionIsMetByItsName) {
  const auto trace = one("poll.lost", R"("fd":7)");
  EXPECT_TRUE(matches("poll.*", trace));
  EXPECT_TRUE(matches("*:fd=7", trace));
  EXPECT_TRUE(matches("'poll.lost'", trace));
  EXPECT_FALSE(matches("poll.event", trace));
  EXPECT_THROW(Pattern("poll.lost"), PatternError);
}

read::Trace at(const char* site) {
  return read::Trace::parse(std::string("{\"eyewall\":1}\n{\"seq\":1,\"t\":0,\"kind\":\"print\","
                                        "\"at\":\"") +
                            site + "\"}\n");
}

TEST(ShortPattern, ASourceFileIsMetByTheEndOfItsPath) {
  const auto trace = at("core/gen/runner.cc:91");
  for (const char* yes : {"runner.cc", "runner.cc:91", "gen/runner.cc", "core/gen/*.cc", "*.cc:91",
                          "core/*", "x.cc|runner.cc:91", "*:91", "run*.cc:91"}) {
    EXPECT_TRUE(matches(yes, trace)) << yes;
  }
  for (const char* no : {"unner.cc", "runner.cc:9", "en/runner.cc", "runner.h", "core/gen",
                         "/core/gen/runner.cc", "*.cc:92", "gen/*.h"}) {
    EXPECT_FALSE(matches(no, trace)) << no;
  }
  EXPECT_FALSE(matches("runner.cc", one("print", "")));
  EXPECT_TRUE(matches("/home/x/a.cc:3", at("/home/x/a.cc:3")));
  EXPECT_TRUE(matches("x/a.cc", at("/home/x/a.cc:3")));
}

TEST(ShortPattern, ASourceLineMayHaveConditionsToo) {
  EXPECT_TRUE(matches("runner.cc:91:thread=0", at("core/gen/runner.cc:91")));
  EXPECT_FALSE(matches("runner.cc:91:thread=1", at("core/gen/runner.cc:91")));
  EXPECT_FALSE(matches("runner.cc:91 text=x", at("core/gen/runner.cc:91")));
}

TEST(ShortPattern, QuotedTextStandsForItself) {
  const auto trace = one("print", R"("text":"a, b*|c")");
  EXPECT_TRUE(matches(R"(print:text="a, b*|c")", trace));
  EXPECT_TRUE(matches(R"(print:text='a, b'*)", trace));
  EXPECT_FALSE(matches(R"(print:text="a, *")", trace));
  EXPECT_TRUE(matches(R"(print text="a, "*)", trace));
  const auto quote = one("print", R"("text":"say \"x\"")");
  EXPECT_TRUE(matches(R"(print:text="say \"x\"")", quote));
  EXPECT_TRUE(matches(R"(print:text='say "x"')", quote));
  EXPECT_TRUE(matches(R"(print:text="")", one("print", R"("text":"")")));
}

TEST(ShortPattern, WildCharactersStandAnywhereInAText) {
  const auto trace = one("callback.begin", R"("name":"on_chunk_data")");
  EXPECT_TRUE(matches("callback.begin:name=*chunk*", trace));
  EXPECT_TRUE(matches("callback.begin:name=on_?hunk_d*a", trace));
  EXPECT_FALSE(matches("callback.begin:name=on_?unk*", trace));
  EXPECT_FALSE(matches("callback.begin:name=*chunk", trace));
}

TEST(ShortPattern, ManyStarsTakeNoLongTime) {
  const auto trace = one("print", "\"text\":\"" + std::string(20000, 'a') + "\"");
  EXPECT_FALSE(matches("print:text=*a*a*a*a*a*a*a*a*a*a*b", trace));
}

TEST(ShortPattern, TellsWithoutTheEventWhichKindsItCouldMatch) {
  using trace::Kind;
  const Pattern polls("poll.*:fd=7");
  EXPECT_TRUE(polls.could_match(Kind::poll_event));
  EXPECT_FALSE(polls.could_match(Kind::fd_add));
  EXPECT_TRUE(polls.could_match(std::nullopt));  // a later version may have more of them
  EXPECT_FALSE(Pattern("poll.event").could_match(std::nullopt));
  EXPECT_TRUE(Pattern("runner.cc:91").could_match(Kind::fd_add));
  EXPECT_EQ(Pattern("waker.*").kinds(), (std::vector{Kind::waker_wake, Kind::waker_drain}));
}

}  // namespace
}  // namespace eyewall::explain
