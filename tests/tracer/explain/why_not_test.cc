// Why not: callbacks, timers, descriptors, streams, exchanges; and what can be asked at all.
#include <gmock/gmock.h>

#include <filesystem>

#include "tracer/explain/asked.h"

namespace eyewall::explain {
namespace {

using model::Ref;
using model::Sort;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(ParseObject, KnowsASortAndANumber) {
  EXPECT_EQ(parse_object("future 5"), (Ref{Sort::future, 5}));
  EXPECT_EQ(parse_object("callback 3"), (Ref{Sort::callback, 3}));
  EXPECT_EQ(parse_object("cb:3"), (Ref{Sort::callback, 3}));
  EXPECT_EQ(parse_object("fd=9"), (Ref{Sort::handler, 9}));
  EXPECT_EQ(parse_object("fd 0"), (Ref{Sort::handler, 0}));
  EXPECT_EQ(parse_object("gen1"), (Ref{Sort::coroutine, 1}));
  EXPECT_EQ(parse_object("  timer  2 "), (Ref{Sort::timer, 2}));
  EXPECT_EQ(parse_object("exchange 1"), parse_object("call 1"));
}

TEST(ParseObject, SaysWhatCanBeSaid) {
  for (const char* bad : {"", "future", "5", "bla 4", "future x", "future 5 6", "future -1",
                          "future 99999999999999999999999"}) {
    EXPECT_THROW(parse_object(bad), std::invalid_argument) << bad;
  }
  EXPECT_THAT(asked_of_lesson(1, "bla 4"),
              ElementsAre("error: no object: 'bla 4'; say one of future, callback, timer, fd, "
                          "coroutine, runner, stream, exchange, task, thread and its number, as in "
                          "'future 5'"));
}

TEST(WhyNot, OfWhatIsNotThereSaysWhatIs) {
  EXPECT_THAT(asked_of_lesson(99, "future 9"),
              ElementsAre("error: the trace has no future 9 by event 99; it has future 1, 2, 3"));
  EXPECT_THAT(asked_of_lesson(3, "timer 1"),
              ElementsAre("error: the trace has no timer 1 by event 3; it has none"));
  EXPECT_THAT(asked_of_lesson(99, "fd 3"),
              ElementsAre("error: the trace has no fd 3 by event 99; it has fd 6, 7"));
  EXPECT_THAT(asked_of_lesson(0, "fd 6"),
              ElementsAre("error: the trace has no fd 6 by event 0; it has none"));
}

TEST(WhyNotCallback, ThatIsQueuedSaysWhenItRunsAndWhatIsBeforeIt) {
  EXPECT_THAT(asked_of_lesson(146, "callback 8"),
              ElementsAre("Callback 8 (on_close) has been queued since step 146, in the callback "
                          "on_chunk_length.",
                          StartsWith("It runs in the loop's next turn"),
                          "Before it in the queue: callback 7 (handle_response).",
                          "The loop is busy with the callback on_chunk_length since step 136, and "
                          "runs nothing else meanwhile."));
  EXPECT_THAT(asked_of_lesson(153, "callback 8"),
              AllOf(Contains("It runs in this turn of the loop, begun at step 151."),
                    Contains("Nothing is before it in the queue.")));
}

TEST(WhyNotCallback, OfALoopThatWasNeverStartedSaysSo) {
  EXPECT_EQ(asked_of_lesson(36, "callback 1").back(), "The loop has not been started.");
}

TEST(WhyNotCallback, ThatHasRunSaysWhen) {
  EXPECT_THAT(asked_of_lesson(180, "callback 3"),
              ElementsAre("Callback 3 (on_headers) has run: the loop began it at step 94.",
                          "It returned at step 98."));
  EXPECT_THAT(asked_of_lesson(96, "callback 3"),
              ElementsAre("Callback 3 (on_headers) runs just now, since step 94."));
}

TEST(WhyNotCallback, ThatWasDroppedSaysWhenAndWhy) {
  Given given;
  given.event("loop.start");
  given.event("callback.add", R"("cb":1,"name":"late")");
  given.event("loop.end");
  given.event("callback.drop", R"("cb":1,"name":"late")");
  EXPECT_THAT(asked(given, "callback 1"),
              ElementsAre("Callback 1 (late) was scheduled at step 2.",
                          "It was destroyed at step 4, and never run: the loop did not run any "
                          "more."));
}

TEST(WhyNotTimer, SaysWhenItIsDueOrHowItEnded) {
  EXPECT_THAT(asked_of_lesson(50, "timer 1"),
              ElementsAre("Timer 1 (on_timeout) has been pending since step 42, in the callback "
                          "on_resolve.",
                          AllOf(StartsWith("It is due at "), HasSubstr(" ms: in 4999."))));
  EXPECT_THAT(asked_of_lesson(90, "timer 1"),
              ElementsAre("Timer 1 (on_timeout) was cancelled at step 68, in the callback "
                          "on_connect."));
}

TEST(WhyNotTimer, ThatIsLateSaysWhatTheLoopDoesInstead) {
  Given given;
  given.event("timer.add", R"("timer":1,"name":"tick","deadline_ns":2000)");
  given.event("loop.start");
  given.event("callback.begin", R"("cb":1,"name":"busy")");
  EXPECT_THAT(asked(given, "timer 1"),
              AllOf(Contains("It is due at 0.002 ms: 0.001 ms ago, but the loop has not looked "
                             "since."),
                    Contains("The loop is busy with the callback busy since step 3, and looks at "
                             "no timer meanwhile.")));
}

TEST(WhyNotFd, SaysWhatItAsksForWhenItWasReadyAndThatNobodyWrote) {
  EXPECT_THAT(asked_of_lesson(134, "fd 7"),
              ElementsAre("The loop has watched fd 7 (conn1) for READ|ERR|HUP since step 60.",
                          "It was last ready at step 101: READ.",
                          "The loop looked again, last at step 134: nobody had written to it.",
                          StartsWith("Stream 1 is open and waits for nothing")));
  EXPECT_THAT(asked_of_lesson(50, "fd 7"), Contains("No poll has found it ready."));
  EXPECT_THAT(asked_of_lesson(77, "fd 7"), Contains("The loop has not polled since."));
  EXPECT_THAT(asked_of_lesson(99, "fd 7"),
              Contains(StartsWith("The loop polls since step 99, for at most 4999.")));
  EXPECT_THAT(asked_of_lesson(81, "fd 7"),
              Contains("A poll found it ready, READ, at step 80: its handler is still to run."));
}

TEST(WhyNotFd, ThatWasRemovedOrClosedSaysSo) {
  EXPECT_THAT(asked_of_lesson(176, "fd 7"),
              ElementsAre("The loop does not watch fd 7 (conn1) any more: it was removed at step "
                          "143, in the callback on_chunk_length."));
  Given given;
  given.event("fd.add", R"("fd":9,"events":["READ"])");
  given.event("sys.close", R"("fd":9,"result":0)");
  EXPECT_THAT(asked(given, "fd 9"),
              Contains(StartsWith("It was closed at step 2 and not removed: the kernel has "
                                  "forgotten it")));
}

TEST(WhyNotStream, SaysWhatItReadsAndWhetherTheLoopWatchesForIt) {
  EXPECT_THAT(asked_of_lesson(98, "stream 1"),
              Contains("It reads up to delimiter \"\\n\", for on_chunk_length; 0 bytes are in "
                       "its buffer."));
  Given given;
  given.event("stream.new", R"("stream":1,"fd":9)");
  given.event("stream.want", R"("stream":1,"how":"bytes","bytes":7,"name":"f")");
  EXPECT_THAT(asked(given, "stream 1"),
              AllOf(Contains("It reads for 7 bytes, for f; 0 bytes are in its buffer."),
                    Contains("But the loop does not watch fd 9.")));
  given.event("fd.add", R"("fd":9,"events":["WRITE"])");
  EXPECT_THAT(asked(given, "stream 1"), Contains("But the loop watches fd 9 only for WRITE."));
}

TEST(WhyNotStream, ThatCannotSendWaitsForWrite) {
  Given given;
  given.event("stream.new", R"("stream":1,"fd":9)");
  given.event("fd.add", R"("fd":9,"events":["WRITE"])");
  given.event("stream.write", R"("stream":1,"bytes":100)");
  EXPECT_THAT(asked(given, "stream 1"),
              AllOf(Contains("Stream 1 has been waiting for WRITE on fd 9 since step 3."),
                    Contains("100 bytes are not sent yet.")));
}

TEST(WhyNotStream, ThatIsClosedSaysByWhom) {
  EXPECT_THAT(asked_of_lesson(180, "stream 1"),
              ElementsAre("Stream 1 is closed since step 142, in the callback on_chunk_length."));
}

TEST(WhyNotExchange, SaysHowFarItIsAndWhatItWaitsFor) {
  const auto texts = asked_of_lesson(99, "exchange 1");
  EXPECT_THAT(texts.front(), HasSubstr("it has its headers, and the body is to come"));
  EXPECT_THAT(texts, Contains("The stream that would has been waiting for READ on fd 7 since step "
                              "96."));
  EXPECT_THAT(asked_of_lesson(180, "call 1").front(), HasSubstr("is done: status 200 at step 139"));
}

// A server's exchange, held until something happens.
Given held_request() {
  Given given;
  given.event("stream.new", R"("stream":4,"fd":8)");
  const auto runs = given.event("callback.begin", R"("cb":1,"name":"on_headers")");
  given.event("http.receive", R"("call":7,"stream":4,"method":"GET","url":"/cart")", runs);
  given.event("web.route", R"("call":7,"name":"Cart","url":"/cart")", runs);
  given.event("loop.start", "");
  return given;
}

TEST(WhyNotExchange, OfAServerSaysWhoseTurnItIs) {
  Given given = held_request();
  given.event("callback.end", R"("cb":1)", 2);
  EXPECT_THAT(asked(given, "exchange 7"),
              ElementsAre("Exchange 7 (GET /cart) has been under way since step 3: its request has "
                          "come, and is not answered yet.",
                          "It was given to Cart.",
                          "Nothing that its handler set going is outstanding: whoever has it must "
                          "finish it."));
}

TEST(WhyNotExchange, OfAServerSaysWhatItsHandlerWaitsFor) {
  Given given = held_request();
  given.event("timer.add", R"("timer":1,"name":"later","deadline_ns":9000000)", 2);
  given.event("callback.end", R"("cb":1)", 2);
  EXPECT_THAT(
      asked(given, "exchange 7").back(),
      HasSubstr("The timer that would go on with it, later, has been pending since step 6"));
}

TEST(WhyNotExchange, WhoseClientHasGoneSaysSo) {
  Given given = held_request();
  given.event("callback.end", R"("cb":1)", 2);
  given.event("stream.close", R"("stream":4,"fd":8)");
  EXPECT_THAT(asked(given, "exchange 7"),
              ElementsAre("Exchange 7 (GET /cart) was not finished: its stream was closed at step "
                          "7."));
}

TEST(WhyNotStream, ThatShakesHandsSaysSo) {
  Given given;
  given.event("stream.new", R"("stream":1,"fd":8)");
  given.event("tls.start", R"("stream":1)");
  given.event("stream.want", R"("stream":1,"how":"regex","pattern":"x","name":"on_headers")");
  EXPECT_THAT(asked(given, "stream 1").front(),
              HasSubstr("for READ on fd 8, to shake hands, since step 2"));
}

TEST(WhyNotThread, SaysWhatItDidLast) {
  EXPECT_THAT(asked_of_lesson(99, "thread 0"),
              ElementsAre("The last event of thread 0 is of step 99."));
}

// Of every object of every trace that is here, at every point: an answer, of sentences.
TEST(WhyNot, HasAnAnswerForEveryObjectAtEveryPoint) {
  std::vector<std::string> paths = {EYEWALL_SOURCE_DIR "/lessons/09_async_client/golden.jsonl"};
  for (const auto& file :
       std::filesystem::directory_iterator(EYEWALL_SOURCE_DIR "/tests/tracer/explain/data"))
    paths.push_back(file.path());
  for (const std::string& path : paths) {
    const auto trace = read::Trace::load(path);
    model::Timeline timeline(trace);
    for (trace::Seq now = 1; now <= trace.events().size(); ++now) {
      const std::vector<Ref> changed = timeline.at(now).changed();
      for (const Ref& object : changed) {
        if (object.sort == Sort::handler && timeline.at(now).handlers().find(object.id) == nullptr)
          continue;
        const auto links = why_not(timeline, now, object);
        EXPECT_FALSE(links.empty()) << path << " " << now;
        for (const Link& link : links) {
          EXPECT_LE(link.seq, now) << path << " " << link.text;
          EXPECT_TRUE(link.text.ends_with('.')) << path << " " << link.text;
        }
      }
    }
  }
}

}  // namespace
}  // namespace eyewall::explain
