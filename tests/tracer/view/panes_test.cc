#include "view/panes.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "model/timeline.h"

namespace eyewall::view {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class PanesTest : public testing::Test {
 protected:
  std::vector<std::string> texts(trace::Seq seq, PaneName name) {
    std::vector<std::string> all;
    for (const Row& row : pane(timeline_.at(seq), name).rows) {
      all.push_back((row.changed ? "* " : "") + row.text);
    }
    return all;
  }
  // The first event of that kind and name, from `from` on.
  trace::Seq first(trace::Kind kind, std::string_view name = {}, trace::Seq from = 1) {
    for (const read::Event& event : trace_.events()) {
      if (event.seq >= from && event.is(kind) &&
          (name.empty() || event.text(trace::Field::name) == name)) {
        return event.seq;
      }
    }
    ADD_FAILURE() << "no such event";
    return 0;
  }

  read::Trace trace_ =
      read::Trace::load(EYEWALL_SOURCE_DIR + std::string("/lessons/09_async_client/golden.jsonl"));
  model::Timeline timeline_{trace_};
};

TEST_F(PanesTest, ShowNothingBeforeTheFirstEvent) {
  for (const PaneInfo& info : pane_names()) {
    if (info.pane != PaneName::loop) {
      EXPECT_THAT(texts(0, info.pane), IsEmpty()) << info.name;
    }
  }
  EXPECT_EQ(texts(0, PaneName::loop).front(), "the loop does not run");
}

TEST_F(PanesTest, TellWhatACoroutineWaitsForAndWhoWaitsForAFuture) {
  const trace::Seq waits = first(trace::Kind::loop_start);
  EXPECT_THAT(texts(waits, PaneName::coroutines),
              ElementsAre(testing::MatchesRegex(
                  "#1 download  suspended at lessons/.*async_client.cc:27, waits for future 2")));
  EXPECT_THAT(texts(waits, PaneName::futures),
              ElementsAre("#1 pending, of coroutine 1 download",
                          "#2 pending; awaited by coroutine 1 download"));
}

TEST_F(PanesTest, TellWhichTurnAWaitingCallbackRunsIn) {
  const trace::Seq added = first(trace::Kind::callback_add, "on_resolve");
  EXPECT_THAT(texts(added, PaneName::ready),
              ElementsAre("* #1 on_resolve  in the next turn, added at " + std::to_string(added)));
  const trace::Seq turn = first(trace::Kind::loop_iteration);
  EXPECT_THAT(texts(turn, PaneName::ready),
              ElementsAre("#1 on_resolve  in this turn, added at " + std::to_string(added)));
}

TEST_F(PanesTest, TellWhatAStreamWantsAndWhatItHas) {
  const trace::Seq read = first(trace::Kind::stream_read);
  EXPECT_THAT(texts(read, PaneName::streams),
              ElementsAre(R"(* #1 fd 7  open, wants regex "\r?\n\r?\n" for on_headers; in 72 )"
                          R"("HTTP/1.1 200 OK\r\nContent"..., out 0)"));
}

TEST_F(PanesTest, TellWhatADescriptorIsAskedForAndWhatThePollFound) {
  const trace::Seq polled = first(trace::Kind::poll_end);
  EXPECT_THAT(texts(polled, PaneName::handlers),
              ElementsAre("fd 6 waker1  asks for READ|ERR|HUP; ready: READ",
                          "fd 7 conn1  asks for WRITE|ERR|HUP; ready: WRITE"));
}

TEST_F(PanesTest, TellWhenATimerIsDue) {
  EXPECT_THAT(texts(first(trace::Kind::timer_add), PaneName::timers),
              ElementsAre(testing::MatchesRegex(R"(\* #1 on_timeout  due in 4999\.[0-9]+ ms)")));
}

TEST_F(PanesTest, TellTheCallStackTheOutermostFirst) {
  const trace::Seq read = first(trace::Kind::stream_read);
  EXPECT_THAT(texts(read, PaneName::stack),
              ElementsAre(testing::StartsWith("The handler handle_events of descriptor 7"),
                          testing::StartsWith("handle_read is called")));
}

TEST_F(PanesTest, TellTheOutputUpToHere) {
  const trace::Seq printed = first(trace::Kind::print);
  EXPECT_THAT(texts(printed - 1, PaneName::output), IsEmpty());
  EXPECT_THAT(texts(printed, PaneName::output), ElementsAre("* response.length = 5"));
  EXPECT_THAT(texts(timeline_.last(), PaneName::output), ElementsAre("response.length = 5"));
}

TEST(Panes, ShowTheLastLinesOfTheOutputUpToTheLimit) {
  const read::Trace trace = read::Trace::parse(
      "{\"eyewall\":1}\n"
      "{\"seq\":1,\"t\":0,\"kind\":\"print\",\"text\":\"one\"}\n"
      "{\"seq\":2,\"t\":0,\"kind\":\"print\",\"text\":\"two\"}\n"
      "{\"seq\":3,\"t\":0,\"kind\":\"note\"}\n"
      "{\"seq\":4,\"t\":0,\"kind\":\"print\",\"text\":\"three\"}\n");
  model::Timeline timeline(trace);
  const Pane cut = pane(timeline.at(4), PaneName::output, 2);
  ASSERT_EQ(cut.rows.size(), 2U);
  EXPECT_EQ(cut.rows[0].text, "two");
  EXPECT_EQ(cut.rows[1].text, "three");
  EXPECT_TRUE(cut.rows[1].changed);
  EXPECT_EQ(cut.more, 1U);
  EXPECT_EQ(pane(timeline.at(4), PaneName::output, 0).more, 3U);
}

TEST_F(PanesTest, ShowWhatTheLastEventEndedOnceMore) {
  const trace::Seq closed = first(trace::Kind::stream_close);
  EXPECT_THAT(texts(closed, PaneName::streams),
              ElementsAre(R"(* #1 fd 7  closed; in 2 "\r\n", out 0)"))
      << "the line behind the last chunk is never asked for";
  EXPECT_THAT(texts(closed + 1, PaneName::streams), IsEmpty());
}

TEST_F(PanesTest, SayHowManyRowsTheLimitLeftOut) {
  const Pane cut = pane(timeline_.at(first(trace::Kind::loop_start)), PaneName::futures, 1);
  EXPECT_EQ(cut.rows.size(), 1U);
  EXPECT_EQ(cut.more, 1U);
}

TEST_F(PanesTest, HaveRowsOfOneLineThatCannotSteerATerminal) {
  for (trace::Seq seq = 0; seq <= timeline_.last(); ++seq) {
    for (const PaneInfo& info : pane_names()) {
      for (const Row& row : pane(timeline_.at(seq), info.pane).rows) {
        EXPECT_TRUE(std::none_of(row.text.begin(), row.text.end(), [](char c) {
          return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
        })) << row.text;
      }
    }
  }
}

TEST(PaneNames, AreFoundByABeginningThatNoOtherHas) {
  EXPECT_EQ(pane_named("ready"), PaneName::ready);
  EXPECT_EQ(pane_named("fu"), PaneName::futures);
  EXPECT_EQ(pane_named("s"), std::nullopt) << "stack or streams";
  EXPECT_EQ(pane_named("nonsense"), std::nullopt);
  EXPECT_EQ(pane_named(""), std::nullopt);
}

TEST(Panes, EscapeWhatATraceSays) {
  const read::Trace trace = read::Trace::parse(
      "{\"eyewall\":1}\n"
      "{\"seq\":1,\"t\":0,\"kind\":\"callback.add\",\"cb\":1,\"name\":\"a\\u001b[31m\\nb\"}\n");
  model::Timeline timeline(trace);
  EXPECT_EQ(pane(timeline.at(1), PaneName::ready).rows.front().text.find('\x1b'),
            std::string::npos);
}

// A chain of two coroutines, and a circle of two: both end.
TEST(Panes, FollowAnAwaitChainToItsEnd) {
  const auto event = [](int seq, const std::string& rest) {
    return "{\"seq\":" + std::to_string(seq) + ",\"t\":0,\"kind\":" + rest + "}\n";
  };
  std::string text = "{\"eyewall\":1}\n";
  text += event(1, R"("gen.new","gen":1,"name":"outer")");
  text += event(2, R"("runner.new","runner":1,"gen":1,"future":1)");
  text += event(3, R"("gen.new","gen":2,"name":"inner")");
  text += event(4, R"("runner.new","runner":2,"gen":2,"future":2)");
  text += event(5, R"("gen.yield","gen":2,"type":"YieldFuture")");
  text += event(6, R"("runner.yielded","runner":2,"point":"YieldFuture","future":3)");
  text += event(7, R"("gen.yield","gen":1,"type":"YieldFuture")");
  text += event(8, R"("runner.yielded","runner":1,"point":"YieldFuture","future":2)");
  text += event(9, R"("runner.yielded","runner":2,"point":"YieldFuture","future":1)");
  const read::Trace trace = read::Trace::parse(text);
  model::Timeline timeline(trace);
  EXPECT_EQ(
      pane(timeline.at(8), PaneName::coroutines).rows.front().text,
      "#1 outer  suspended, waits for future 2 of coroutine 2 inner, which waits for future 3");
  EXPECT_EQ(
      pane(timeline.at(9), PaneName::coroutines).rows.front().text,
      "#1 outer  suspended, waits for future 2 of coroutine 2 inner, which waits for future 1 "
      "of coroutine 1 outer");
}

}  // namespace
}  // namespace eyewall::view
