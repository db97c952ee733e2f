#include "explain/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tracer/explain/given.h"

namespace eyewall::explain {
namespace {

using testing::ElementsAre;

std::string filled(std::string_view sentence, std::string_view kind, std::string_view fields) {
  Given given;
  given.event(kind, fields);
  const auto trace = given.trace();
  return fill(sentence, trace.events().front());
}

TEST(Fill, PutsEachFieldsValueInItsPlace) {
  EXPECT_EQ(filled("fd {fd} ({who}): {events}.", "poll.event",
                   R"("fd":7,"who":"conn1","events":["READ","HUP"])"),
            "fd 7 (conn1): READ|HUP.");
}

TEST(Fill, TakesTheFirstFieldThatIsThere) {
  EXPECT_EQ(filled("{error|result}", "sys.recv", R"("result":-1,"error":"EAGAIN")"), "EAGAIN");
  EXPECT_EQ(filled("{error|result}", "sys.recv", R"("result":5)"), "5");
  EXPECT_EQ(filled("{error|result}", "sys.recv", ""), "?");
}

TEST(Fill, LeavesAnUnclosedBraceAsItIs) {
  EXPECT_EQ(filled("a {fd b", "note", ""), "a {fd b");
  EXPECT_EQ(filled("", "note", ""), "");
  EXPECT_EQ(filled("{}", "note", ""), "?");
}

TEST(Fill, LeavesWideBracketsOutAsWell) {
  EXPECT_EQ(filled("描述符 {fd}（{who}）就绪", "poll.event", R"("fd":7,"who":"c")"),
            "描述符 7（c）就绪");
  EXPECT_EQ(filled("描述符 {fd}（{who}）。", "poll.event", R"("fd":7)"), "描述符 7。");
}

TEST(Fill, WritesValuesAsItIsTold) {
  Given given;
  given.event("print", R"("text":"a")");
  const auto trace = given.trace();
  const Shown twice = [](const read::Value& value) { return display(value) + display(value); };
  EXPECT_EQ(fill("{text}.", trace.events().front(), twice), "aa.");
}

TEST(Fill, ValuesFromTheNetworkCannotSteerTheTerminal) {
  const std::string text = filled("{error}", "http.error", R"("error":"\u001b[2J\nboo")");
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\n'), std::string::npos);
}

TEST(Wrap, BreaksAtSpacesAndFillsEachLine) {
  EXPECT_THAT(wrap("one two three four", 9), ElementsAre("one two", "three", "four"));
  EXPECT_THAT(wrap("one two", 7), ElementsAre("one two"));
}

TEST(Wrap, CutsAWordThatFitsOnNoLine) {
  EXPECT_THAT(wrap("a abcdefgh b", 3), ElementsAre("a", "abc", "def", "gh", "b"));
  EXPECT_THAT(wrap("abc", 0), ElementsAre("a", "b", "c"));
}

TEST(Wrap, CountsAWideCharacterTwiceAndBreaksBesideIt) {
  EXPECT_EQ(columns_of("日本e\u0301"), 5U);
  EXPECT_THAT(wrap("事件循环运行", 7), ElementsAre("事件循", "环运行"));
  EXPECT_THAT(wrap("运行 on_headers。", 8), ElementsAre("运行", "on_heade", "rs。"));
  EXPECT_THAT(wrap("流 1 关闭", 6), ElementsAre("流 1", "关闭"));
}

TEST(Wrap, LeavesNoStopAndNoBracketAlone) {
  EXPECT_THAT(wrap("回调返回。", 8), ElementsAre("回调返", "回。"));
  EXPECT_THAT(wrap("回调（一）", 6), ElementsAre("回调", "（一）"));
}

TEST(Wrap, AnEmptyTextIsOneEmptyLine) {
  EXPECT_THAT(wrap("", 5), ElementsAre(""));
}

TEST(Wrap, CountsCodePointsAndNeverSplitsOne) {
  EXPECT_EQ(columns_of("\u00b5s"), 2U);
  EXPECT_THAT(wrap("\u00b5\u00b5\u00b5", 2), ElementsAre("\u00b5\u00b5", "\u00b5"));
}

}  // namespace
}  // namespace eyewall::explain
