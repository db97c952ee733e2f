#include "read/trace.h"

#include <gmock/gmock.h>

#include "tracer/read/sample.h"

namespace eyewall::read {
namespace {

using testing::ElementsAre;
using trace::Kind;

TEST(Trace, SaysWhatItsHeaderSays) {
  const Trace trace = Trace::parse(good());
  EXPECT_EQ(trace.header().version, 1);
  EXPECT_EQ(trace.header().program, "p");
  EXPECT_EQ(trace.header().pid, 7);
  EXPECT_THAT(trace.header().argv, ElementsAre("p", "\xc3\xa9"));
  EXPECT_EQ(trace.header().clock, "monotonic");
  EXPECT_EQ(trace.header().start, "2026-11-21T09:00:00.123Z");
  EXPECT_EQ(trace.header().payload, "256");
}

TEST(Trace, WithAFooterIsComplete) {
  const Trace trace = Trace::parse(good());
  EXPECT_TRUE(trace.complete());
  EXPECT_FALSE(trace.torn());
  EXPECT_EQ(trace.events().size(), 5U);
}

TEST(Trace, GivesNumbersTextsMasksAndFlags) {
  const Trace trace = Trace::parse(good());
  const Event& add = trace.events()[1];
  EXPECT_TRUE(add.is(Kind::fd_add));
  EXPECT_EQ(add.integer(Field::fd), 7);
  EXPECT_EQ(add.text(Field::who), "conn1");
  EXPECT_EQ(add.mask(Field::events), 0x011U);
  EXPECT_EQ(add.file, "core/ioloop/ioloop.cc");
  EXPECT_EQ(add.line, 141U);
  const Event& begin = trace.events()[2];
  EXPECT_EQ(begin.thread, 2U);
  EXPECT_EQ(begin.cause, 2U);
  EXPECT_EQ(begin.text(Field::name), "d\xc3\xa9j\xc3\xa0");
  const Event& read = trace.events()[3];
  EXPECT_EQ(read.t, -5);
  EXPECT_EQ(read.in, 3U);
  EXPECT_EQ(read.text(Field::data), std::string_view("\x00\xff\"", 3))
      << "payload bytes come back raw";
  EXPECT_TRUE(trace.events()[4].flag(Field::done));
}

TEST(Trace, AnswersNothingForAFieldThatIsAbsent) {
  const Trace trace = Trace::parse(good());
  const Event& begin = trace.events()[0];
  EXPECT_FALSE(begin.has(Field::fd));
  EXPECT_EQ(begin.integer(Field::fd), 0);
  EXPECT_EQ(begin.text(Field::name), "");
  EXPECT_EQ(begin.mask(Field::events), 0U);
  EXPECT_FALSE(begin.flag(Field::done));
}

TEST(Trace, FindsEventsByNumber) {
  const Trace trace = Trace::parse(good());
  EXPECT_EQ(trace.by_seq(0), nullptr);
  EXPECT_EQ(trace.by_seq(5), &trace.events()[4]);
  EXPECT_EQ(trace.by_seq(6), nullptr);
}

TEST(Trace, StaysValidWhenItIsMoved) {
  Trace first = Trace::parse(good());
  const Event* const event = first.by_seq(4);
  const Trace second = std::move(first);
  EXPECT_EQ(second.by_seq(4), event);
  EXPECT_EQ(event->text(Field::data).size(), 3U);
}

TEST(Trace, AcceptsKindsAndFieldsOfALaterVersionAndNamesThem) {
  const Trace trace = Trace::parse(with_event(
      R"({"seq":1,"t":1,"kind":"moon.rise","phase":{"a":[1,null,{}],"b":"\""},"fd":3})"));
  const Event& event = trace.events()[0];
  EXPECT_FALSE(event.kind.has_value());
  EXPECT_EQ(event.kind_name, "moon.rise");
  ASSERT_EQ(event.values.size(), 2U);
  EXPECT_FALSE(event.values[0].known());
  EXPECT_EQ(event.values[0].name(), "phase");
  EXPECT_EQ(event.values[0].json(), R"({"a":[1,null,{}],"b":"\""})");
  EXPECT_EQ(event.integer(Field::fd), 3);
}

TEST(Trace, TakesKeysInAnyOrderAndWhiteSpaceBetweenThem) {
  const Trace trace =
      Trace::parse(with_event("  { \"kind\" : \"print\" ,\t\"t\" : 1, \"seq\" : 1 } \r"));
  EXPECT_TRUE(trace.events()[0].is(Kind::print));
}

TEST(Trace, SkipsBlankLines) {
  const Trace trace =
      Trace::parse("\n" + kHeader + "\n \n" + kEvents + "\n\n" + kFooter + "\n\n\n");
  EXPECT_EQ(trace.events().size(), 5U);
  EXPECT_TRUE(trace.complete());
}

TEST(Trace, ReadsEscapesOfEverySort) {
  const Trace trace = Trace::parse(
      with_event(R"({"seq":1,"t":1,"kind":"print","text":"\b\f\n\r\t\/\\\u20ac\ud83d\ude00"})"));
  EXPECT_EQ(trace.events()[0].text(Field::text), "\b\f\n\r\t/\\\xe2\x82\xac\xf0\x9f\x98\x80");
}

TEST(Trace, ReadsTheLargestNumbers) {
  const Trace trace = Trace::parse(
      with_event(R"({"seq":1,"t":-9223372036854775808,"kind":"print","fd":9223372036854775807,)"
                 R"("thread":4294967295})"));
  EXPECT_EQ(trace.events()[0].t, std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(trace.events()[0].integer(Field::fd), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(trace.events()[0].thread, 4294967295U);
}

TEST(Show, LeavesNoControlCharacterThatCouldSteerATerminal) {
  EXPECT_EQ(printable("a\x1b[2J\n\"\xc2\x9b"
                      "2J\x7f"),
            R"(a\u001b[2J\n\"\u009b2J\u007f)");
  EXPECT_EQ(printable("d\xc3\xa9j\xc3\xa0 \xc2\xa0\xc2\xbf"),
            "d\xc3\xa9j\xc3\xa0 \xc2\xa0\xc2\xbf");
  const Trace trace =
      Trace::parse(with_event("{\"seq\":1,\"t\":1,\"kind\":\"x\",\"new\":\"\xc2\x9b\"}"));
  EXPECT_EQ(display(trace.events()[0].values[0]), R"("\u009b")");
}

TEST(Trace, ThatCannotBeOpenedSaysWhyAndNamesNoLine) {
  try {
    Trace::load("/nowhere/t.jsonl");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.line(), 0U);
    EXPECT_STREQ(error.what(), "/nowhere/t.jsonl: cannot be read: No such file or directory");
  }
  EXPECT_THROW(Trace::load("/"), Error) << "a folder";
}

}  // namespace
}  // namespace eyewall::read
