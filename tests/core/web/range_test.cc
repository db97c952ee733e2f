#include "web/range.h"

#include <gmock/gmock.h>

namespace eyewall::web {

void PrintTo(const Range& range, std::ostream* out) {
  *out << static_cast<int>(range.kind) << " [" << range.begin << ", " << range.end << ")";
}

namespace {

constexpr std::uint64_t kSize = 10;
const Range kWhole{RangeKind::whole, 0, kSize};
const Range kUnsatisfiable{RangeKind::unsatisfiable, 0, 0};

Range part(std::uint64_t begin, std::uint64_t end) {
  return {RangeKind::part, begin, end};
}

TEST(Range, APartIsAskedFor) {
  EXPECT_EQ(parse_range("bytes=0-0", kSize), part(0, 1));
  EXPECT_EQ(parse_range("bytes=2-4", kSize), part(2, 5));
  EXPECT_EQ(parse_range("bytes=9-9", kSize), part(9, 10));
  EXPECT_EQ(parse_range("bytes=3-", kSize), part(3, 10));
  EXPECT_EQ(parse_range("Bytes= 003-004 ", kSize), part(3, 5));
}

TEST(Range, TheLastBytesAreAskedFor) {
  EXPECT_EQ(parse_range("bytes=-1", kSize), part(9, 10));
  EXPECT_EQ(parse_range("bytes=-9", kSize), part(1, 10));
}

TEST(Range, AnEndBehindTheEndIsTheEnd) {
  EXPECT_EQ(parse_range("bytes=5-99", kSize), part(5, 10));
  EXPECT_EQ(parse_range("bytes=5-99999999999999999999999", kSize), part(5, 10));
  EXPECT_EQ(parse_range("bytes=5-18446744073709551615", kSize), part(5, 10));
}

TEST(Range, AllOfItIsNoPart) {
  for (const char* text : {"bytes=0-", "bytes=0-9", "bytes=0-99", "bytes=-10", "bytes=-11",
                           "bytes=-99999999999999999999999"}) {
    EXPECT_EQ(parse_range(text, kSize), kWhole) << text;
  }
}

TEST(Range, WhatBeginsBehindTheEndCannotBeSatisfied) {
  for (const char* text : {"bytes=10-", "bytes=10-20", "bytes=99999999999999999999999-", "bytes=-0",
                           "bytes=99999999999999999999999-99999999999999999999999"}) {
    EXPECT_EQ(parse_range(text, kSize), kUnsatisfiable) << text;
  }
  EXPECT_EQ(parse_range("bytes=0-", 0), kUnsatisfiable);
  EXPECT_EQ(parse_range("bytes=-1", 0), (Range{RangeKind::whole, 0, 0}));
}

TEST(Range, SeveralRangesAreTheWhole) {
  EXPECT_EQ(parse_range("bytes=0-1,4-5", kSize), kWhole);
  EXPECT_EQ(parse_range("bytes=0-1, -2", kSize), kWhole);
  EXPECT_EQ(parse_range("bytes=-1,-2", kSize), kWhole);
}

TEST(Range, WhatIsNoRangeIsAsIfItWereNotThere) {
  for (const char* text :
       {"", "bytes", "bytes=", "bytes=-", "bytes=5", "bytes=5-4", "bytes=a-b", "bytes=1-b",
        "bytes=--1", "bytes=-1-", "bytes=1--2", "bytes=+1-2", "bytes=1 - 2", "bytes=0x1-2",
        "lines=1-2", "=1-2", "bytes 1-2", "bytes:1-2", "bytes=1-2-3"}) {
    EXPECT_EQ(parse_range(text, kSize), kWhole) << text;
  }
}

TEST(Range, CountsWhereIfRangeNamesThisVersion) {
  const UtcTime modified = parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").value();
  const auto holds = [&](const char* text) { return if_range_holds(text, "\"a\"", modified); };
  EXPECT_TRUE(holds("\"a\""));
  EXPECT_TRUE(holds("Sun, 06 Nov 1994 08:49:37 GMT"));
  for (const char* text : {"", "\"b\"", "W/\"a\"", "a", "\"a\", \"b\"", "*",
                           "Sun, 06 Nov 1994 08:49:38 GMT", "Sun, 06 Nov 1994 08:49:36 GMT"}) {
    EXPECT_FALSE(holds(text)) << text;
  }
  EXPECT_FALSE(if_range_holds("\"\"", "", modified));
}

TEST(Range, TheAnswerSaysWhichBytesItHolds) {
  EXPECT_EQ(content_range(part(0, 4), 10), "bytes 0-3/10");
  EXPECT_EQ(content_range(kUnsatisfiable, 10), "bytes */10");
}

}  // namespace
}  // namespace eyewall::web
