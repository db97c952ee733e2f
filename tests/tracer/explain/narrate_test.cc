#include "explain/narrate.h"

#include <gmock/gmock.h>

#include "read/trace.h"
#include "explain/indent.h"

namespace eyewall::explain {
namespace {

read::Trace trace_of(const std::string& events) {
  return read::Trace::parse("{\"eyewall\":1}\n" + events);
}

std::string told(const std::string& event) {
  const read::Trace trace = trace_of("{\"seq\":1,\"t\":1204000," + event + "}");
  return sentence(trace.events().at(0));
}

TEST(Sentence, HasTheEventsOwnValues) {
  EXPECT_EQ(told(R"("kind":"poll.event","fd":7,"who":"conn1","events":["READ","HUP"])"),
            "Descriptor 7 (conn1) is ready: READ|HUP.");
}

TEST(Sentence, LeavesOutAMissingValueWithItsParentheses) {
  EXPECT_EQ(told(R"("kind":"poll.event","fd":7,"events":["READ"])"),
            "Descriptor 7 is ready: READ.");
}

TEST(Sentence, PutsAQuestionMarkForAnyOtherMissingValue) {
  EXPECT_EQ(told(R"("kind":"fd.remove","who":"conn1")"), "The loop forgets descriptor ? (conn1).");
}

TEST(Sentence, OfAnUnknownKindIsItsNameAndFields) {
  EXPECT_EQ(told(R"("kind":"moon.rise","fd":3,"phase":[1])"), "moon.rise fd=3 phase=[1]");
}

TEST(Sentence, EscapesWhatCouldSteerATerminal) {
  EXPECT_EQ(told(R"("kind":"print","text":"a\u001b[31m\n")"),
            "The program prints: a\\u001b[31m\\n");
  EXPECT_EQ(told(R"("kind":"print","text":"caf\u00e9")"), "The program prints: caf\xc3\xa9");
}

TEST(Sentence, LeavesNoBraceOpenForAnyKind) {
  for (const trace::KindInfo& kind : trace::kinds()) {
    const std::string text = told("\"kind\":\"" + std::string(kind.name) + "\"");
    EXPECT_THAT(text, testing::Not(testing::HasSubstr("{"))) << kind.name;
    EXPECT_FALSE(text.empty()) << kind.name;
  }
}

TEST(Line, HasNumberTimeIndentationSentenceThreadAndSource) {
  const read::Trace trace = trace_of(
      R"({"seq":1,"t":1204000,"kind":"loop.start","thread":2,"at":"core/ioloop/ioloop.cc:141"})");
  EXPECT_EQ(line(trace.events()[0], 1),
            "    1      1.204 ms    The loop starts.  thread 2  [core/ioloop/ioloop.cc:141]");
}

TEST(Line, EscapesTheNameOfASourceFile) {
  const read::Trace trace =
      trace_of(R"({"seq":1,"t":0,"kind":"loop.start","at":"\u001b[2J.cc:1"})");
  EXPECT_EQ(site(trace.events()[0]), "\\u001b[2J.cc:1");
}

std::vector<unsigned> depths(trace::Level level) {
  const read::Trace trace = trace_of(
      "{\"seq\":1,\"t\":0,\"kind\":\"loop.start\"}\n"
      "{\"seq\":2,\"t\":0,\"kind\":\"callback.begin\"}\n"
      "{\"seq\":3,\"t\":0,\"kind\":\"call.begin\",\"in\":2}\n"
      "{\"seq\":4,\"t\":0,\"kind\":\"print\",\"in\":3}\n"
      "{\"seq\":5,\"t\":0,\"kind\":\"call.end\",\"in\":3}\n"
      "{\"seq\":6,\"t\":0,\"kind\":\"callback.end\",\"in\":2}\n");
  Indent indent(level);
  std::vector<unsigned> all;
  for (const read::Event& event : trace.events()) all.push_back(indent.next(event));
  return all;
}

TEST(Indent, FollowsWhatEnclosesAndPutsAnEndBesideItsBegin) {
  EXPECT_THAT(depths(trace::Level::syscall), testing::ElementsAre(0, 0, 1, 2, 1, 0));
}

TEST(Indent, CountsOnlyWhatTheLevelShows) {
  EXPECT_THAT(depths(trace::Level::coroutine), testing::ElementsAre(0, 0, 0, 1, 0, 0));
}

}  // namespace
}  // namespace eyewall::explain
