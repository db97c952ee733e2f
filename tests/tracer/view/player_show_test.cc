// The words that show, ask and keep.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tracer/view/own_folder.h"
#include "tracer/view/small_player.h"
#include "view/panes.h"
#include "view/words.h"

namespace eyewall::view {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(PlayerTest, PrintsAllThatAnEventSays) {
  std::ofstream(own_folder() + "small.cc") << "1\n2\n    add(on_a);\n";
  const std::string text = said("p 3");
  EXPECT_THAT(text, StartsWith("event 3  callback.add\n"));
  EXPECT_THAT(text, HasSubstr("  time         3.000 ms, 1.000 ms after event 2\n"));
  EXPECT_THAT(text, HasSubstr("  name         on_a\n"));
  EXPECT_THAT(text, HasSubstr("  at           small.cc:3\n               | add(on_a);\n"));
  EXPECT_THAT(said("p 18"), AllOf(HasSubstr("  cause        event 3: on_a is scheduled"),
                                  HasSubstr("  in           event 17: The loop runs on_b")));
  EXPECT_EQ(at_.at(), 1U) << "print does not move";
  EXPECT_THAT(said("p"), StartsWith("event 1  trace.begin\n"));
}

TEST_F(PlayerTest, PrintsTheValueOfAnExpression) {
  said("g 12");
  EXPECT_EQ(said("p future 1"), "future 1 is pending\n");
  EXPECT_EQ(said("p coroutine 1 == suspended"), "coroutine 1 == suspended is true\n");
  EXPECT_EQ(data("p ready")["value"], 1);
  EXPECT_EQ(data("p future 7")["value"], nullptr);
}

TEST_F(PlayerTest, ListsSourceLinesAndMarksTheOneThatActed) {
  std::ofstream(own_folder() + "small.cc") << "one\ntwo\nthree\nfour\n";
  said("g 3");
  EXPECT_EQ(said("list 3"), "small.cc:3\n      2  two\n>     3  three\n      4  four\n");
  EXPECT_EQ(data("list")["lines"].size(), 4U);
  said("g 10");
  EXPECT_EQ(said("list"), "Its file has no such line: small.cc:7\n");
  std::filesystem::remove(own_folder() + "small.cc");
  Player fresh(at_, Source({own_folder()}));
  EXPECT_EQ(fresh.obey("list").text, "The source file is not here: small.cc:7\n");
  said("g 4");
  EXPECT_EQ(said("list"), "This event names no source line.\n");
}

TEST_F(PlayerTest, ShowsTheEventsAround) {
  said("g 9");
  const std::string text = said("events 3");
  EXPECT_THAT(text, AllOf(HasSubstr("\n>     9"), HasSubstr("     8"), HasSubstr("    10")));
  EXPECT_THAT(text, Not(HasSubstr("     7   ")));
  EXPECT_EQ(data("e 5")["events"].size(), 5U);
  said("level coroutine");
  said("g 14");
  EXPECT_EQ(data("e 3")["events"][0]["seq"], 13) << "14 is shown, though it is finer";
  EXPECT_EQ(data("e 3")["events"][2]["seq"], 18);
}

TEST_F(PlayerTest, ShowsEveryPane) {
  said("g 11");
  EXPECT_EQ(said("info ready"), "Ready queue\n* #2 on_b  in the next turn, added at 11\n");
  EXPECT_THAT(said("i fut"), StartsWith("Futures\n  #1 pending"));
  EXPECT_EQ(said("info timers"), "Timers: nothing there\n");
  for (const PaneInfo& pane : pane_names()) {
    EXPECT_EQ(data("info " + std::string(pane.name))["pane"], pane.name);
  }
  EXPECT_THAT(said("info"), HasSubstr("ready, handlers, timers"));
  EXPECT_THAT(refused("info x"), HasSubstr("there is no 'info x'; there are breakpoints, notes"));
}

TEST_F(PlayerTest, MakesShowsAndTakesAwayBreakpoints) {
  EXPECT_THAT(said("info b"), StartsWith("There are no breakpoints"));
  EXPECT_EQ(said("b callback.begin:name=on_*"), "Breakpoint 1: callback.begin:name=on_*.\n");
  EXPECT_EQ(said("tb print"), "Temporary breakpoint 2: print.\n");
  EXPECT_EQ(said("watch ready"), "Watch 3: ready, which is 0 here.\n");
  EXPECT_EQ(said("condition 1 turn == 2"), "Breakpoint 1 stops only where turn == 2.\n");
  EXPECT_EQ(said("disable 3"), "Disabled 3.\n");
  EXPECT_EQ(said("info breakpoints"),
            "1  breakpoint  callback.begin:name=on_*, only where turn == 2; not hit yet\n"
            "2  temporary breakpoint  print; not hit yet\n"
            "3  watch  ready, now 0, disabled; not hit yet\n");
  EXPECT_EQ(to(1, "c"), 10U);
  EXPECT_EQ(to(10, "c"), 17U);
  EXPECT_EQ(data("info b")["breakpoints"][0]["hits"], 1);
  EXPECT_EQ(said("delete 1 3"), "Deleted 1, 3.\n");
  EXPECT_THAT(refused("delete"), HasSubstr("there are no breakpoints"));
  EXPECT_THAT(refused("condition 1"), HasSubstr("there is no breakpoint or watch 1"));
}

TEST_F(PlayerTest, BreaksOnEventsLikeThisOne) {
  said("g 6");
  EXPECT_EQ(said("b"), "Breakpoint 1: callback.begin:name=on_a.\n");
  EXPECT_EQ(to(22, "rc"), 6U);
}

TEST_F(PlayerTest, BreaksOnASourceLine) {
  said("b *.cc:7");
  EXPECT_EQ(to(1, "c"), 10U);
}

TEST_F(PlayerTest, GoesToWhereAValueLastChanged) {
  said("g end");
  EXPECT_THAT(said("last future 1"), StartsWith("future 1 went from pending to done here.\n   18"));
  EXPECT_THAT(said("last future 1"),
              AllOf(StartsWith("future 1 went from pending to done right here.\n"),
                    HasSubstr("Before that, event 2 changed it from none to pending.\n")));
  EXPECT_EQ(at_.at(), 18U);
  EXPECT_EQ(at_.back().at, 22U) << "what was looked at on the way is no place visited";
}

TEST_F(PlayerTest, ShowsTheStackInnermostFirst) {
  said("g 10");
  EXPECT_EQ(said("bt"),
            "#0  event 9: A value is sent into generator 1.\n"
            "#1  event 6: The loop runs on_a.\n"
            "because of event 3: on_a is scheduled for the loop's next turn, as callback 1.  "
            "[small.cc:3]\n");
  said("g 4");
  EXPECT_EQ(said("bt"), "Nothing is being called: the loop itself acts.\n");
}

TEST_F(PlayerTest, SaysWhereACoroutineIsAndWhatItWaitsFor) {
  said("g 13");
  EXPECT_EQ(said("where"),
            "coroutine 1, work, is suspended\n  waits for future 1, pending, made at event 2\n");
  said("g 16");
  EXPECT_THAT(
      said("where"),
      StartsWith("This event belongs to no coroutine; these are not finished:\ncoroutine 1"));
  EXPECT_EQ(data("where 1")["chain"][1]["future"], 1);
  said("g 1");
  EXPECT_EQ(said("where"), "This event belongs to no coroutine, and there is none.\n");
}

TEST(Answers, CannotSteerTheTerminal) {
  std::ofstream(testing::TempDir() + "steer.cc") << "\tsay(\"x\");\x1b[2J\n";
  const read::Trace trace = read::Trace::parse(
      "{\"eyewall\":1}\n{\"seq\":1,\"t\":1,\"kind\":\"callback.begin\",\"cb\":1,\"name\":"
      "\"\\u001b[2J \\u009b\",\"at\":\"steer.cc:1\"}\n"
      "{\"seq\":2,\"t\":1,\"kind\":\"\\u001b[2J\",\"\\u001b\":\"\\u001b\"}\n");
  Navigator at(trace);
  at.notebook().note(1, "\x1b[2J");
  Player player(at, Source({testing::TempDir()}));
  std::string text = player.here().text;
  for (const char* command : {"b",
                              "tb",
                              "watch event.name",
                              "s",
                              "rc",
                              "p",
                              "list",
                              "bt",
                              "events",
                              "info b",
                              "i ready",
                              "p event.name",
                              "last event.name",
                              "notes",
                              "note",
                              "find event",
                              "why",
                              "g 2",
                              "p",
                              "where"}) {
    text += player.obey(command).text;
  }
  EXPECT_THAT(text,
              AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\xc2\x9b")), Not(HasSubstr("\t"))));
  EXPECT_THAT(text, HasSubstr(">     1          say(\"x\");?[2J\n")) << "quotes stay quotes";
}

TEST(Where, SaysThatCoroutinesWaitForOneAnother) {
  std::string text = "{\"eyewall\":1}\n";
  int seq = 0;
  for (const char* event :
       {R"("kind":"gen.new","gen":1,"name":"a")", R"("kind":"gen.new","gen":2,"name":"b")",
        R"("kind":"future.new","future":1)", R"("kind":"future.new","future":2)",
        R"("kind":"runner.new","runner":1,"gen":1,"future":1)",
        R"("kind":"runner.new","runner":2,"gen":2,"future":2)", R"("kind":"gen.send","gen":1)",
        R"("kind":"gen.yield","gen":1,"in":7)",
        R"("kind":"runner.yielded","runner":1,"point":"YieldFuture","future":2)",
        R"("kind":"gen.send","gen":2)", R"("kind":"gen.yield","gen":2,"in":10)",
        R"("kind":"runner.yielded","runner":2,"point":"YieldFuture","future":1)"}) {
    const std::string number = std::to_string(++seq);
    text += "{\"seq\":" + number + ",\"t\":" + number + "," + event + "}\n";
  }
  const read::Trace trace = read::Trace::parse(text);
  Navigator at(trace);
  Player player(at, Source({}));
  player.obey("goto end");
  EXPECT_THAT(player.obey("where 1").text,
              AllOf(HasSubstr("waits for future 2, pending, made at event 4\n"
                              "  which is the result of coroutine 2, b, is suspended\n"),
                    HasSubstr("coroutine 1, a: they wait for one another, for ever\n")));
}

TEST_F(GoldenPlayerTest, SaysWhichStepOfTheWalkthroughItIs) {
  said("goto " + std::to_string(seq_of(trace_, "http.fetch")));
  EXPECT_THAT(said("walk"), AllOf(StartsWith("Step "), HasSubstr("\n  in ")));
  EXPECT_FALSE(data("walk")["steps"].empty());
  said("goto end");
  EXPECT_THAT(said("walk"), AllOf(StartsWith("This event is none"), HasSubstr("Before it, event "),
                                  Not(HasSubstr("Behind it"))));
  EXPECT_TRUE(data("walk")["steps"].empty());
}

TEST_F(GoldenPlayerTest, TellsWhyAndWhyNot) {
  const Seq resolved = seq_of(trace_, "future.resolve future=2");
  said("goto " + std::to_string(resolved));
  EXPECT_THAT(said("why"), HasSubstr("  Future 2 gets its result."));
  EXPECT_EQ(data("why")["links"][0]["seq"], resolved);
  EXPECT_EQ(data("why 4")["links"][0]["seq"], 4);
  said("rs 20");
  EXPECT_THAT(said("why-not future 2"), HasSubstr("Future 2 is pending"));
  EXPECT_FALSE(data("why-not future 2")["links"].empty());
}

TEST_F(GoldenPlayerTest, AsksWhatRunsNextAndJudgesTheAnswer) {
  EXPECT_THAT(refused("predict 1"), HasSubstr("nothing was asked"));
  const Json asked = data("predict")["question"];
  EXPECT_EQ(asked["at"], at_.at()) << "what follows is hidden";
  EXPECT_GE(asked["options"].size(), 3U);
  EXPECT_THAT(refused("predict 9"), HasSubstr("there is no option 9"));
  const Seq from = at_.at();
  int right = 0;
  for (std::size_t i = 1; i <= asked["options"].size(); ++i) {
    at_.go(from);
    said("predict");
    const Json judged = data("predict " + std::to_string(i));
    right += judged["right"].get<bool>();
    EXPECT_GT(at_.at(), from) << "it goes to the answer";
    EXPECT_FALSE(judged["links"].empty());
    EXPECT_THAT(judged["text"].get<std::string>(),
                StartsWith(judged["right"] ? "Right.\n" : "No. "));
  }
  EXPECT_EQ(right, 1);
  said("goto end");
  EXPECT_THAT(said("predict"), HasSubstr("nothing to predict"));
}

TEST_F(GoldenPlayerTest, ObeysEveryWordThatNeedsNoArgumentAtEveryEvent) {
  for (const Word& word : words()) {
    if (!word.argument.empty() && !word.argument.starts_with('[')) continue;
    for (Seq seq = 1; seq <= at_.last(); ++seq) {
      at_.go(seq);
      try {
        const Answer answer = player_.obey(word.name);
        EXPECT_TRUE(answer.quit || !answer.text.empty()) << word.name << " at " << seq;
        EXPECT_FALSE(Json::parse(dumped(answer.data), nullptr, false).is_discarded()) << word.name;
      } catch (const std::invalid_argument& problem) {
        EXPECT_STRNE(problem.what(), "");  // such as `find` before any search
      }
    }
  }
}

class NotedPlayerTest : public PlayerTest {
 protected:
  NotedPlayerTest() : PlayerTest(small_trace(), path()) {}
  ~NotedPlayerTest() override { std::filesystem::remove(path()); }
  static std::string path() { return own_folder() + "player_test.notes"; }
};

TEST_F(NotedPlayerTest, KeepsMarksAndNotes) {
  EXPECT_THAT(said("notes"), StartsWith("There are no marks and no notes"));
  said("g 10");
  EXPECT_EQ(said("mark here"), "Event 10 is #here now.\n");
  EXPECT_EQ(said("note what is this?"), "Noted at event 10.\n");
  EXPECT_EQ(said("note"), "what is this?\n");
  EXPECT_EQ(to(1, "g #here"), 10U);
  Navigator later(trace_, path());
  Player again(later, Source({}));
  EXPECT_EQ(again.obey("notes").text,
            "#here is event 10: The program prints: Hello  [small.cc:7]\n"
            "at event 10: The program prints: Hello  [small.cc:7]\n  what is this?\n");
  EXPECT_EQ(said("delete #here"), "Deleted the mark #here.\n");
  EXPECT_EQ(said("delete note"), "Deleted 1 note at event 10.\n");
  EXPECT_EQ(said("note"), "There is no note at event 10.\n");
}

TEST_F(PlayerTest, SaysWhereNotesCannotBeKept) {
  EXPECT_THAT(said("mark here"), AllOf(StartsWith("Event 1 is #here now.\nBut it is kept only"),
                                       HasSubstr("no file to keep them beside")));
  EXPECT_EQ(data("note x")["kept"], false);
}

}  // namespace
}  // namespace eyewall::view
