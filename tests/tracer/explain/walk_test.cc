#include "explain/walk.h"

#include <algorithm>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "explain/text.h"
#include "tracer/explain/given.h"

namespace eyewall::explain {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string printed(const Walk& walk, int columns = 80) {
  std::ostringstream out;
  print(out, walk, columns);
  return out.str();
}

std::string labels(const Walk& walk, Found found) {
  std::string list;
  for (const WalkEntry& entry : walk.entries()) {
    if (entry.step->role == Role::part || entry.found != found) continue;
    list.append(list.empty() ? "" : " ").append(entry.step->label);
  }
  return list;
}

TEST(Walk, AFetchInTwoChunkedPacketsHasAll51StepsInOrder) {
  const auto trace = given_trace("chunked-2pkt");
  const Walk walked = walk(trace);
  EXPECT_TRUE(walked.complete());
  EXPECT_EQ(walked.steps(), 51U);
  EXPECT_EQ(walked.matched(), 51U);
  EXPECT_THAT(printed(walked), HasSubstr("All 51 steps are there, in order."));
}

TEST(Walk, ItsEventsNeverGoBack) {
  const auto trace = given_trace("chunked-2pkt");
  const Walk walked = walk(trace);
  read::Seq last = 0;
  for (const WalkEntry& entry : walked.entries()) {
    if (entry.event == nullptr) continue;
    EXPECT_GE(entry.event->seq, last) << entry.step->label;
    last = entry.event->seq;
  }
}

TEST(Walk, AContentLengthResponseNeverGoesThroughTheChunkSteps) {
  const auto trace = given_trace("length-2pkt");
  const Walk walked = walk(trace);
  EXPECT_FALSE(walked.complete());
  EXPECT_EQ(walked.matched(), 44U);
  EXPECT_EQ(labels(walked, Found::missing), "34 34.1 34.2 37 38 39 40 41 42");
  EXPECT_EQ(labels(walked, Found::misplaced), "");
  EXPECT_THAT(printed(walked), HasSubstr("44 of the 51 steps are there, in order.\n"
                                         "Missing, not in this trace: 34 34.1 34.2 37"));
}

TEST(Walk, AFailedFetchNeitherSetsAResultNorGoesOnWithAResponse) {
  const auto trace = given_trace("early-close");
  const Walk walked = walk(trace);
  EXPECT_EQ(labels(walked, Found::missing),
            "34 34.1 34.2 34.2.1 34.2.2 37 38 39 40 41 42 42.1 42.2 44 50 51");
  EXPECT_EQ(labels(walked, Found::misplaced), "");
}

TEST(Walk, AnEventThatIsTakenOutIsAMissingStep) {
  const struct {
    const char* kind;
    int nth;
    const char* missing;
  } cases[] = {
      {"gen.new", -1, "1"},      {"executor.submit", -1, "10"}, {"stream.connect", -1, "20"},
      {"sys.connect", -1, "21"}, {"http.end", -1, "42.2"},      {"runner.set_result", -1, "46"},
      {"gen.resume", -1, "51"},  {"loop.start", -1, "18"},      {"runner.register", -1, "17.2.1"},
  };
  for (const auto& [kind, nth, missing] : cases) {
    const auto trace = Edited("chunked-2pkt").drop(kind, nth).trace();
    const Walk walked = walk(trace);
    EXPECT_FALSE(walked.complete()) << kind;
    EXPECT_THAT(labels(walked, Found::missing), HasSubstr(missing)) << kind;
    EXPECT_EQ(labels(walked, Found::misplaced), "") << kind;
  }
}

TEST(Walk, AnEventThatComesTooLateIsOutOfOrderAndNotMissing) {
  const auto trace = Edited("chunked-2pkt").put_last("stream.connect").trace();
  const Walk walked = walk(trace);
  EXPECT_FALSE(walked.complete());
  EXPECT_EQ(walked.matched(), 50U);
  EXPECT_EQ(labels(walked, Found::missing), "");
  EXPECT_EQ(labels(walked, Found::misplaced), "20");
  EXPECT_THAT(printed(walked), HasSubstr("50 of the 51 steps are there, in order.\n"
                                         "Out of order: 20\n"));
}

TEST(Walk, OnlyAStepOfAStepMissingIsNotCompleteEither) {
  const auto trace = Edited("chunked-2pkt").drop("runner.register").trace();
  const Walk walked = walk(trace);
  EXPECT_EQ(walked.matched(), 51U);
  EXPECT_FALSE(walked.complete());
}

TEST(Walk, OfAnEmptyTraceFindsNothing) {
  const auto trace = Given().trace();
  const Walk walked = walk(trace);
  EXPECT_EQ(walked.matched(), 0U);
  EXPECT_FALSE(walked.complete());
  EXPECT_THAT(printed(walked), HasSubstr("0 of the 51 steps are there"));
}

TEST(WalkPrint, TellsThisRunsValuesItsLineAndTornadosPlace) {
  const auto trace = given_trace("chunked-2pkt");
  const std::string text = printed(walk(trace));
  EXPECT_THAT(text, HasSubstr("The poll returns READ for fd 7 (conn1).\n"));
  EXPECT_THAT(text, HasSubstr(" core/ioloop/ioloop.cc:146 = ioloop.py start\n"));
  EXPECT_THAT(text, HasSubstr("Status 200, 5 bytes: handle_response is scheduled.\n"));
  EXPECT_THAT(text, HasSubstr("connect(7) does not wait; it says EINPROGRESS.\n"));
  EXPECT_THAT(text, Not(HasSubstr("{")));
  EXPECT_THAT(text, Not(HasSubstr("?)")));
}

TEST(WalkPrint, FitsItsColumnsAndLeavesNoSpaceAtAnEnd) {
  for (const char* scenario :
       {"chunked-2pkt", "length-2pkt", "until-close", "early-close", "post"}) {
    const auto trace = given_trace(scenario);
    for (const int columns : {60, 80, 100, 160, 200}) {
      std::istringstream lines(printed(walk(trace), columns));
      for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(columns_of(line), static_cast<std::size_t>(columns)) << line;
        EXPECT_FALSE(line.ends_with(' ')) << scenario << " " << columns << ": " << line;
      }
    }
  }
}

TEST(WalkPrint, TakesALineAStepWhereTheTerminalIsWide) {
  const auto trace = given_trace("chunked-2pkt");
  const Walk walked = walk(trace);
  const std::string text = printed(walked, 170);
  const auto parts =
      std::count_if(walked.entries().begin(), walked.entries().end(),
                    [](const auto& entry) { return entry.step->role == Role::part; });
  // A title, a head, a blank line before each part and before the summary.
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'),
            2 + static_cast<std::ptrdiff_t>(walked.entries().size()) + parts + 2);
}

TEST(WalkPrint, NoWidthIsTooSmallOrTooLarge) {
  const auto trace = given_trace("until-close");
  for (const int columns : {-1, 0, 1, 59, 1'000'000}) {
    EXPECT_THAT(printed(walk(trace), columns), HasSubstr("51 steps")) << columns;
  }
}

TEST(WalkPrint, ValuesFromTheNetworkCannotSteerTheTerminal) {
  Given given;
  given.event("http.fetch", R"("url":"http://x/\u001b[31m\u0007")");
  const auto trace = given.trace();
  EXPECT_EQ(printed(walk(trace)).find('\x1b'), std::string::npos);
}

TEST(WalkPrint, ALongAddressIsBrokenNotLost) {
  Given given;
  given.event("http.fetch", R"("url":")" + std::string(500, 'Z') + "\"");
  const auto trace = given.trace();
  const std::string text = printed(walk(trace));
  EXPECT_EQ(std::count(text.begin(), text.end(), 'Z'), 500);
}

}  // namespace
}  // namespace eyewall::explain
