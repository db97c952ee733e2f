#include <gmock/gmock.h>

#include "screen/width.h"
#include "tracer/screen/played.h"

namespace eyewall::screen {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Screen, ShowsEverythingAt80x24) {
  Played played(lesson());
  played.type(U"57g");
  const std::string text = played.text();
  for (const char* words : {"09_async_client  (31% 57/180)",
                            "turn 1: handlers",
                            "Source  core/iostream/iostream.cc:",
                            "[Events]",
                            ">  57",
                            "Ready queue",
                            "* #2 on_connect",
                            "Handlers",
                            "fd 7 conn1",
                            "Timers",
                            "#1 on_timeout",
                            "Coroutines, futures",
                            "coroutine #1 download",
                            "future #1 pending",
                            "Streams, buffers",
                            "#1 fd 7  open",
                            "Program output",
                            "┃",
                            "l step",
                            "q quit"}) {
    EXPECT_THAT(text, HasSubstr(words));
  }
}

TEST(Screen, IsNeverWiderOrHigherThanTheTerminal) {
  for (const Size size : {Size{10, 40}, {24, 40}, {24, 80}, {40, 120}, {50, 200}, {12, 300}}) {
    Played played(lesson(), size);
    for (const char32_t* keys : {U"", U"57g", U"G", U"y", U"?", U"q90gp", U"1"}) {
      played.type(keys);
      const Picture picture = played.app().paint();
      ASSERT_EQ(picture.canvas.size(), size);
      for (int row = 0; row < size.rows; ++row) {
        EXPECT_LE(cells(picture.canvas.row(row)), size.columns);
      }
    }
  }
}

TEST(Screen, SaysThatItIsTooSmallAndComesBackWhenItGrows) {
  Played played(lesson());
  played.type(U"57g");
  played.app().resize({5, 30});
  EXPECT_THAT(played.text(), HasSubstr("too small"));
  played.app().resize({1, 1});
  EXPECT_EQ(played.text().size(), 4U) << "three bytes of a character, and a line's end";
  played.app().resize({24, 80});
  EXPECT_THAT(played.text(), HasSubstr(">  57"));
}

TEST(Title, AlwaysSaysThePlace) {
  for (const int columns : {40, 50, 60, 80, 120}) {
    Played played(lesson(), {24, columns});
    EXPECT_THAT(played.row(0), HasSubstr("(0% 1/180)")) << columns;
    played.type(U"160g ");
    EXPECT_THAT(played.row(0), HasSubstr("(88% 160/180)")) << columns;
    EXPECT_THAT(played.row(0), HasSubstr("playing 2/s")) << columns;
  }
  Played played(lesson());
  EXPECT_EQ(played.row(0),
            " 09_async_client  (0% 1/180)  0.007 ms  outside the loop        detail: syscall");
}

TEST(Screen, MarksTheActingLineOfTheSource) {
  Played played(lesson());
  played.type(U"38g");
  const std::string text = played.text();
  EXPECT_THAT(text, testing::ContainsRegex("> +[0-9]+  .*"));
  EXPECT_THAT(text, HasSubstr("Source  core/ioloop/ioloop.cc:"));
}

TEST(Screen, SaysWhereAnEventNamesNoSourceOrTheFileIsNotThere) {
  Played played(lesson());
  EXPECT_THAT(played.text(), HasSubstr("This event names no source line."));
  Played away(
      read::Trace::parse("{\"eyewall\":1}\n{\"seq\":1,\"t\":1,\"kind\":\"note\",\"text\":\"x\","
                         "\"at\":\"gone.cc:3\"}\n"));
  EXPECT_THAT(away.text(), HasSubstr("gone.cc:3"));
  EXPECT_THAT(away.text(), HasSubstr("This source file is not to be found here."));
}

TEST(Screen, KeepsTheEventListAtOneRowFromStepToStep) {
  Played played(lesson());
  played.type(U"50g");
  const auto row_of_place = [&] {
    int row = 0;
    while (!played.row(row).starts_with(">  5")) ++row;
    return row;
  };
  // The source's acting line begins with ">", too, but its number is wider.
  const int before = row_of_place();
  played.type(U"l");
  EXPECT_EQ(row_of_place(), before);
}

TEST(Screen, SaysThatATraceIsCutOff) {
  Played played(read::Trace::parse(
      "{\"eyewall\":1}\n{\"seq\":1,\"t\":1,\"kind\":\"note\",\"text\":\"x\"}\n"));
  EXPECT_THAT(played.row(0), HasSubstr("(100% 1/1, cut off)"));
}

TEST(Screen, ShowsWideCharactersWithoutBreakingTheColumns) {
  Played played(
      read::Trace::parse("{\"eyewall\":1,\"program\":\"日本\"}\n"
                         "{\"seq\":1,\"t\":1,\"kind\":\"print\",\"text\":\"日本語 e\u0301 😀 "
                         "日本語日本語日本語日本語日本語日本語日本語日本語日本語\"}\n"));
  const Picture picture = played.app().paint();
  for (int row = 0; row < 24; ++row) EXPECT_LE(cells(picture.canvas.row(row)), 80);
  EXPECT_THAT(played.row(0), HasSubstr("日本  ("));
  const std::string divider = "│";
  for (int row = 15; row < 20; ++row) {
    const std::string& cell = picture.canvas.at(row, 39).text;
    EXPECT_TRUE(cell == "│" || cell == "├" || cell == "┼" || cell == "┤") << row << cell;
  }
}

TEST(Screen, NeverSendsControlCharactersToTheTerminal) {
  Played played(read::Trace::parse(
      "{\"eyewall\":1,\"program\":\"\\u001b[2J\"}\n{\"seq\":1,\"t\":1,\"kind\":\"print\","
      "\"text\":\"\\u001b]0;title\\u0007\",\"at\":\"\\u001b.cc:1\"}\n"));
  for (const char32_t* keys : {U"", U"y", U"q:print\n", U"q/\u0007\u001b"}) {
    played.type(keys);
    for (const char c : played.text()) {
      EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= ' ');
    }
  }
}

TEST(Focus, GoesFromPaneToPaneAndIsSeenWithoutColour) {
  Played played(lesson());
  EXPECT_THAT(played.text(), HasSubstr("[Events]"));
  played.press(key::kTab);
  EXPECT_THAT(played.text(), HasSubstr("[Ready queue]"));
  EXPECT_THAT(played.text(), Not(HasSubstr("[Events]")));
  played.press(key::kBackTab);
  played.press(key::kBackTab);
  EXPECT_THAT(played.text(), HasSubstr("[Source"));
}

TEST(Focus, ScrollsThePaneThatHasIt) {
  Played played(lesson());
  played.type(U"57g");
  while (played.text().find("[Coroutines, futures]") == std::string::npos) {
    played.press(key::kTab);
  }
  EXPECT_THAT(played.text(), Not(HasSubstr("future #2")));
  played.type(U"jj");
  EXPECT_EQ(played.at(), 57U) << "it does not step";
  EXPECT_THAT(played.text(), HasSubstr("future #2"));
  played.type(U"kkkkk");
  EXPECT_THAT(played.text(), HasSubstr("coroutine #1"));
  played.type(U"l");
  EXPECT_EQ(played.at(), 58U) << "l steps wherever the focus is";
}

TEST(Focus, GivesAPaneTheWholeBodyWithEnter) {
  Played played(lesson());
  played.type(U"57g");
  while (played.text().find("[Coroutines, futures]") == std::string::npos) {
    played.press(key::kTab);
  }
  played.press(key::kEnter);
  EXPECT_THAT(played.row(1), HasSubstr("[Coroutines, futures]"));
  EXPECT_THAT(played.text(), HasSubstr("async_client.cc:27")) << "lines are whole";
  EXPECT_THAT(played.text(), Not(HasSubstr("Ready queue")));
  played.press(key::kEnter);
  EXPECT_THAT(played.text(), HasSubstr("Ready queue"));
}

TEST(Footer, ShowsTheMostImportantKeysWhereThereIsLittleRoom) {
  EXPECT_EQ(footer_rows(Footer::panes, 40, 1).size(), 1U);
  EXPECT_EQ(footer_rows(Footer::panes, 40, 1)[0][0], "l step");
  const auto wide = footer_rows(Footer::panes, 200, 2);
  ASSERT_EQ(wide.size(), 1U);
  EXPECT_GE(wide[0].size(), 19U) << "every key that has a place in the footer";
}

TEST(Footer, SaysWhatTheKeysOfAPageAre) {
  Played played(lesson());
  played.type(U"67gy");
  EXPECT_THAT(played.row(22), HasSubstr("Enter go there"));
  played.type(U"q40gp");
  EXPECT_THAT(played.row(22), HasSubstr("1-9 answer"));
  played.type(U"1");
  EXPECT_THAT(played.row(22), HasSubstr("p next question"));
  played.type(U"q");
  EXPECT_THAT(played.row(22), HasSubstr("l step"));
}

}  // namespace
}  // namespace eyewall::screen
