#include "export/markdown.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "export/markdown_text.h"
#include "tracer/explain/given.h"
#include "tracer/explain/spoken.h"

namespace eyewall::exports {
namespace {

using explain::Given;
using explain::Language;
using explain::Spoken;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string told(const read::Trace& trace, const Options& options = {}) {
  std::ostringstream out;
  export_to(*format_named("markdown"), trace, options, out);
  return out.str();
}

Options at(trace::Level level) {
  Options options;
  options.level = level;
  return options;
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; ++at) ++found;
  return found;
}

TEST(MarkdownCode, IsASpanWhoseFenceTheTextDoesNotHave) {
  EXPECT_EQ(markdown_code("on_headers"), "`on_headers`");
  EXPECT_EQ(markdown_code("<b>*x*</b> [a](b)"), "`<b>*x*</b> [a](b)`");
  EXPECT_EQ(markdown_code("a`b"), "``a`b``");
  EXPECT_EQ(markdown_code("a``b"), "`a``b`");
  EXPECT_EQ(markdown_code("a`b``c"), "```a`b``c```");
}

TEST(MarkdownCode, KeepsSpacesAndBackticksAtItsEnds) {
  EXPECT_EQ(markdown_code("`"), "`` ` ``");
  EXPECT_EQ(markdown_code("`a"), "`` `a ``");
  EXPECT_EQ(markdown_code(" a "), "`  a  `");
  EXPECT_EQ(markdown_code(" a"), "` a`");
  EXPECT_EQ(markdown_code("  "), "`  `");
  EXPECT_EQ(markdown_code(""), "` `");
}

TEST(MarkdownCode, HasNoFenceThatReadersDoNotKnow) {
  std::string all;
  for (std::size_t size = 1; size <= 8; ++size) all += std::string(size, '`') + "<b>";
  const std::string code = markdown_code(all);
  EXPECT_EQ(code.find('`', 1), code.size() - 1) << code;
  EXPECT_EQ(markdown_code(std::string(1000, '`')), "` " + std::string(1000, '`') + " `");
}

TEST(MarkdownCode, StaysOnOneLineAndShowsWhatHides) {
  EXPECT_EQ(markdown_code("a\nb\x1b"), "`a\uFFFDb\uFFFD`");
  EXPECT_EQ(markdown_code("\u202e\u200bx\u2028"), "`\uFFFD\uFFFDx\uFFFD`");
  EXPECT_EQ(markdown_code("日本 é"), "`日本 é`");
}

TEST(MarkdownWords, HaveTheirMarksEscapedButNotTheirFields) {
  EXPECT_EQ(markdown_words("epoll_ctl({timeout_ns}) *"), "epoll\\_ctl({timeout_ns}) \\*");
  EXPECT_EQ(markdown_words("流 {a_b|c_d}。"), "流 {a_b|c_d}。");
}

TEST(Markdown, TellsTheStepsOfATraceThatHasThem) {
  const std::string text = told(explain::lesson());
  EXPECT_THAT(text, StartsWith("# The walkthrough of `09_async_client`\n\n- Program: `09_async"));
  EXPECT_THAT(text, HasSubstr("- End: the program ended its trace itself.\n\nAll 51 steps are "));
  EXPECT_THAT(text,
              HasSubstr("\n## The coroutine starts\n\n- **0** The program calls `download`."));
  EXPECT_THAT(text, HasSubstr("\n- **17.2.1** Key `#1` is noted as pending.\\\n  `core/gen/"));
  EXPECT_THAT(text, HasSubstr("` = `gen.py YieldFuture.start`\n"));
  EXPECT_EQ(count(text, "\n## "), 8U);
  EXPECT_EQ(count(text, "\n- **"), 78U) << "the program's call, 51 steps and 26 steps of steps";
}

TEST(Markdown, TellsTheStepsInChinese) {
  const std::string english = told(explain::lesson());
  const Spoken spoken(Language::zh);
  const std::string text = told(explain::lesson());
  EXPECT_THAT(text, StartsWith("# 逐步讲解：`09_async_client`\n\n- 程序：`09_async_client`\n"));
  EXPECT_THAT(text, HasSubstr("\n## 协程启动\n\n- **0** 程序调用 `download`。\\\n"));
  EXPECT_EQ(count(text, "\n- **"), count(english, "\n- **"));
  EXPECT_EQ(count(text, "`"), count(english, "`")) << "the same values";
  EXPECT_THAT(text, Not(HasSubstr(" the ")));
}

TEST(Markdown, TellsTheStoryWhereALevelIsAskedFor) {
  const std::string text = told(explain::lesson(), at(trace::Level::loop));
  EXPECT_THAT(text, StartsWith("# The story of `09_async_client`\n"));
  EXPECT_THAT(text, HasSubstr("- Shown: the events of the level loop, 153 of them\n\n## Before "));
  EXPECT_THAT(text, HasSubstr("\n## Turn 2 of the loop\n\n- **66** Turn 2 of the loop takes 1 "));
  EXPECT_THAT(text, HasSubstr("\n- **67** The loop runs `on_connect`. · `core/ioloop/ioloop.cc:"));
  EXPECT_THAT(text,
              HasSubstr("\n  - **72** Stream 1 writes 83 bytes. · `core/http/connection.cc:"));
  EXPECT_THAT(text, HasSubstr("`\\\n    `\"GET / HTTP/1.1\\r\\nConnection: close"));
  EXPECT_EQ(count(text, "- **"), 153U);
  EXPECT_EQ(count(told(explain::lesson(), at(trace::Level::syscall)), "- **"), 180U);
}

TEST(Markdown, TellsTheStoryOfATraceThatHasNotAllSteps) {
  const std::string text = told(explain::given_trace("early-close"));
  EXPECT_THAT(text, StartsWith("# The story of "));
  EXPECT_THAT(text, HasSubstr("\n- End: the trace is cut off after event 147.\n"));
  EXPECT_THAT(text, HasSubstr("\n## After the loop\n\n- **146** "));
}

TEST(Markdown, HasNoTurnsWhereThereIsNoLoop) {
  Given given;
  const auto outer = given.event("gen.send", R"("gen":1)");
  given.event("print", R"("text":"x")", outer);
  given.event("gen.return", R"("gen":1)", outer);
  const std::string text = told(given.trace());
  EXPECT_THAT(text, Not(HasSubstr("##")));
  EXPECT_THAT(text, HasSubstr("\n\n- **1** A value is sent into generator 1.\n"
                              "  - **2** The program prints: `x`\n- **3** Generator 1 returns.\n"));
}

TEST(Markdown, NeverPutsAnItemTwoListsDeeperThanTheLast) {
  Given given;
  const auto a = given.event("call.begin", R"("name":"a")");
  const auto b = given.event("call.begin", R"("name":"b")", a);
  const auto c = given.event("call.begin", R"("name":"c")", b);
  given.event("print", R"("text":"outside")");
  given.event("print", R"("text":"inside")", c);
  given.event("loop.iteration", R"("iteration":1)", c);
  given.event("print", R"("text":"turning")", c);
  const std::string text = told(given.trace());
  EXPECT_THAT(text, HasSubstr("\n- **4** The program prints: `outside`\n"
                              "  - **5** The program prints: `inside`\n\n## Turn 1 of the loop\n\n"
                              "- **6** Turn 1 of the loop takes ? callbacks.\n- **7** "));
}

TEST(Markdown, MarksAnEventOfAnotherThread) {
  Given given;
  given.event("print", R"("text":"x","thread":2)");
  EXPECT_THAT(told(given.trace()), HasSubstr("**1** The program prints: `x` · thread 2\n"));
}

TEST(Markdown, LeavesHostileTextsWithoutEffect) {
  Given given;
  const std::string hostile = R"("<img src=x>`*b* ![i](http://e.vil) www.e.vil a@b.c\n# h\n- l")";
  given.event("callback.begin", R"("name":)" + hostile + R"(,"at":"`<b>`:3")");
  given.event("print", R"("text":)" + hostile);
  given.event("moon.<b>rise", R"("a<b>`":"*x*")");
  const std::string text = told(given.trace(), at(trace::Level::syscall));
  EXPECT_THAT(text, HasSubstr("The loop runs ``<img src=x>`*b* ![i](http://e.vil) www.e.vil "
                              "a@b.c\\n# h\\n- l``."));
  EXPECT_THAT(text, HasSubstr("· `` `<b>`:3 ``\n"));
  EXPECT_EQ(count(text, "\n# "), 0U);
  EXPECT_THAT(text, HasSubstr("**3** ``moon.<b>rise a<b>`=\"*x*\"``\n"));
  EXPECT_EQ(count(text, "\n- "), 6U + 3U) << "what the trace is, and its events";
}

TEST(Markdown, ShowsTheBeginningOfALongPayload) {
  Given given;
  given.event("stream.read", R"("stream":1,"bytes":1000,"data":")" + std::string(1000, 'a') + "\"");
  const std::string text = told(given.trace());
  EXPECT_THAT(text, HasSubstr("`\"" + std::string(160, 'a') + "\"...`\n"));
}

TEST(Markdown, OfATraceWithoutEventsSaysSo) {
  const std::string text = told(read::Trace::parse("{\"eyewall\":1}\n"));
  EXPECT_THAT(text, StartsWith("# The story of a program\n\n- Events: 0, in 0.000 ms\n"));
  EXPECT_THAT(text, HasSubstr("\n\nNo event is shown.\n"));
}

TEST(Markdown, TellsHowFarItIsAndEndsWhenThatThrows) {
  Given given;
  for (int i = 0; i < 20'000; ++i) given.event("note", R"("text":"x")");
  std::vector<std::size_t> events;
  Options options;
  options.progress = [&](std::size_t done) { events.push_back(done); };
  told(given.trace(), options);
  EXPECT_THAT(events, testing::ElementsAre(8192, 16384));
  options.progress = [](std::size_t) { throw std::runtime_error("enough"); };
  EXPECT_THROW(told(given.trace(), options), std::runtime_error);
}

}  // namespace
}  // namespace eyewall::exports
