// What is wrong is named: file, line, column, reason.
#include "read/error.h"

#include <gmock/gmock.h>

#include "tracer/read/sample.h"

namespace eyewall::read {
namespace {

using testing::HasSubstr;

struct Wrong {
  std::string text;
  std::size_t line;
  std::size_t column;
  std::string reason;
};

void expect(const Wrong& wrong) {
  const auto error = error_of(wrong.text);
  ASSERT_TRUE(error.has_value()) << wrong.text;
  EXPECT_EQ(error->line(), wrong.line) << error->what() << '\n' << wrong.text;
  EXPECT_EQ(error->column(), wrong.column) << error->what() << '\n' << wrong.text;
  EXPECT_THAT(error->reason(), HasSubstr(wrong.reason)) << wrong.text;
}

Wrong event(const std::string& line, std::size_t column, const std::string& reason) {
  return {with_event(line), 2, column, reason};
}

TEST(ReadError, NamesFileLineColumnAndReason) {
  const auto error = error_of(with_event(R"({"seq":1,"t":true})"));
  ASSERT_TRUE(error.has_value());
  EXPECT_STREQ(error->what(), "t.jsonl:2:14: expected an integer, not 't'");
}

TEST(ReadError, RefusesANewerMajorVersion) {
  expect({"{\"eyewall\":2,\"program\":\"p\"}\n", 1, 12, "written by a newer Eyewall"});
}

TEST(ReadError, RefusesWhatIsNoTrace) {
  expect({"hello\n", 1, 1, "no Eyewall trace"});
  expect({"{\"seq\":1,\"t\":1,\"kind\":\"print\"}\n", 1, 2, "no Eyewall trace"});
  expect({"{}\n", 1, 2, "no Eyewall trace"});
  expect({"[]\n", 1, 1, "no Eyewall trace"});
  expect({std::string("\x7f"
                      "ELF\x02\x01",
                      6),
          1, 1, "no Eyewall trace"});
}

TEST(ReadError, RefusesAWrongHeader) {
  expect({"{\"eyewall\":0}\n", 1, 12, "no such format"});
  expect({"{\"eyewall\":\"1\"}\n", 1, 12, "expected an integer"});
  expect({"{\"eyewall\":1,\"pid\":\"x\"}\n", 1, 20, "expected an integer"});
  expect({"{\"eyewall\":1,\"argv\":[1]}\n", 1, 22, "expected a string"});
  expect({"{\"eyewall\":1}x\n", 1, 14, "nothing may follow"});
}

TEST(ReadError, RefusesBadJson) {
  expect(event(R"({"seq":1 "t":1})", 10, "expected '}', not '\"'"));
  expect(event(R"({"seq":01})", 8, "may not begin with 0"));
  expect(event(R"({"seq":1.5})", 8, "not a fraction"));
  expect(event(R"({"seq":1e3})", 8, "not a fraction"));
  expect(event(R"({"seq":1,})", 10, "expected a string"));
  expect(event(R"({"kind":"\x"})", 10, "no such escape"));
  expect(event(R"({"kind":"\u12g4"})", 14, "no hexadecimal digit"));
  expect(event(R"({"kind":"\ud800x"})", 10, "surrogate"));
  expect(event(R"({"kind":"\udc00"})", 10, "surrogate"));
  expect(event("{\"kind\":\"a\tb\"}", 11, "control character"));
  expect(event("{\"kind\":\"\xff\"}", 10, "not UTF-8"));
  expect(event("{\"kind\":\"\xc3(\"}", 10, "not UTF-8"));
  expect(event("{\"kind\":\"\xed\xa0\x80\"}", 10, "not UTF-8"));
  expect(event("garbage", 1, "expected '{'"));
  expect(event(R"({"new":tru})", 8, "expected a value"));
  expect(event(R"({"new":[1 2]})", 11, "expected ','"));
  expect(event(R"({"new":-})", 9, "expected a digit"));
  expect(event("{\"new\":" + std::string(100, '['), 72, "nested too deeply"));
}

TEST(ReadError, RefusesWrongTypes) {
  const std::string start = R"({"seq":1,"t":1,"kind":"print",)";
  expect(event(start + R"("fd":"7"})", 36, "expected an integer"));
  expect(event(start + R"("name":7})", 38, "expected a string"));
  expect(event(start + R"("done":1})", 38, "expected true or false"));
  expect(event(start + R"("events":"READ"})", 40, "expected '['"));
  expect(event(start + R"("events":["SLEEP"]})", 41, "READ, WRITE, ERR or HUP"));
  expect(event(start + R"("cb":0})", 36, "1 or more"));
  expect(event(start + R"("data":"\u0100"})", 39, "payload bytes"));
  expect(event(start + R"("at":"nowhere"})", 36, "FILE:LINE"));
  expect(event(start + R"("at":"f.cc:1x"})", 36, "FILE:LINE"));
  expect(event(start + R"("thread":-1})", 40, "negative"));
  expect(event(start + R"("thread":4294967296})", 40, "too large"));
  expect(event(start + R"("fd":9223372036854775808})", 36, "64 bits"));
  expect(event(start + R"("fd":99999999999999999999})", 36, "64 bits"));
}

TEST(ReadError, RefusesAFieldThatStandsTwice) {
  expect(event(R"({"seq":1,"t":1,"t":2})", 16, "twice"));
  expect(event(R"({"seq":1,"t":1,"fd":1,"fd":2})", 23, "twice"));
}

TEST(ReadError, RefusesAnEventWithoutNumberTimeOrKind) {
  expect(event(R"({"t":1,"kind":"print"})", 1, "no seq"));
  expect(event(R"({"seq":1,"kind":"print"})", 1, "no t"));
  expect(event(R"({"seq":1,"t":1})", 1, "no kind"));
  expect(event(R"({})", 1, "no seq"));
}

TEST(ReadError, RefusesAGapInTheNumbers) {
  expect(event(R"({"seq":2,"t":1,"kind":"print"})", 8, "gap"));
  const std::string one = R"({"seq":1,"t":1,"kind":"print"})";
  expect({with_event(one + "\n" + one), 3, 8, "event 1 stands where event 2 belongs"});
}

TEST(ReadError, RefusesACauseThatIsNotBefore) {
  expect(event(R"({"seq":1,"t":1,"kind":"print","cause":1})", 39, "must stand before"));
  expect(event(R"({"seq":1,"t":1,"kind":"print","in":9})", 36, "must stand before"));
}

TEST(ReadError, RefusesAWrongFooterAndWhatFollowsIt) {
  expect({kHeader + kEvents + "{\"eyewall_end\":1,\"events\":4}\n", 7, 1, "counts 4 events"});
  expect({kHeader + kEvents + "{\"eyewall_end\":1}\n", 7, 1, "how many"});
  expect({good() + "{\"seq\":6,\"t\":1,\"kind\":\"print\"}\n", 8, 1, "nothing may follow"});
}

TEST(ReadError, RefusesALineThatStopsInTheMiddleOfATrace) {
  const std::string half = R"({"seq":1,"t":1,"ki)";
  expect({with_event(half + "\n" + R"({"seq":1,"t":1,"kind":"print"})"), 2, 19, "ends too early"});
}

}  // namespace
}  // namespace eyewall::read
