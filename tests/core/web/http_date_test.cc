#include "web/http_date.h"

#include <gmock/gmock.h>

namespace eyewall::web {
namespace {

using testing::Optional;

UtcTime at(std::int64_t seconds) {
  return UtcTime(std::chrono::seconds(seconds));
}

constexpr std::int64_t kNov1994 = 784111777;

TEST(HttpDate, IsWrittenAsImfFixdate) {
  EXPECT_EQ(format_http_date(at(kNov1994)), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(format_http_date(at(1359312200)), "Sun, 27 Jan 2013 18:43:20 GMT");
}

TEST(HttpDate, BeforeTheEpochIsRead) {
  EXPECT_THAT(parse_http_date("Wed, 31 Dec 1969 23:59:59 GMT"), Optional(at(-1)));
  EXPECT_THAT(parse_http_date("Sat, 01 Jan 0000 00:00:00 GMT"), Optional(at(-62167219200)));
}

TEST(HttpDate, IsReadInThreeForms) {
  for (const char* text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov  6 08:49:37 1994", "Sun Nov 06 08:49:37 1994"}) {
    EXPECT_THAT(parse_http_date(text, at(1'700'000'000)), Optional(at(kNov1994))) << text;
  }
}

TEST(HttpDate, WhatIsWrittenIsReadAgain) {
  for (std::int64_t time = 0; time < 40'000'000'000; time += 86'399'123) {
    EXPECT_THAT(parse_http_date(format_http_date(at(time))), Optional(at(time)));
  }
}

TEST(HttpDate, TwoDigitsOfAYearAreAtMostFiftyYearsAhead) {
  const auto year = [](const char* text, std::int64_t now) {
    const UtcTime time = parse_http_date(text, at(now)).value();
    return format_http_date(time).substr(12, 4);
  };
  const std::int64_t in_2026 = 1'780'000'000;
  EXPECT_EQ(year("Sunday, 06-Nov-76 08:49:37 GMT", in_2026), "2076");
  EXPECT_EQ(year("Sunday, 06-Nov-77 08:49:37 GMT", in_2026), "1977");
  EXPECT_EQ(year("Sunday, 06-Nov-26 08:49:37 GMT", in_2026), "2026");
  EXPECT_EQ(year("Sunday, 06-Nov-00 08:49:37 GMT", in_2026), "2000");
}

TEST(HttpDate, ALeapSecondAndALeapDayAreDates) {
  EXPECT_THAT(parse_http_date("Sat, 31 Dec 2016 23:59:60 GMT"), Optional(at(1483228800)));
  EXPECT_THAT(parse_http_date("Thu, 29 Feb 2024 00:00:00 GMT"), Optional(at(1709164800)));
}

TEST(HttpDate, WhatIsNoDateIsNone) {
  for (const char* text : {
           "",
           "Sun",
           "yesterday",
           "1994-11-06T08:49:37Z",
           "784111777",
           "Sun, 06 Nov 1994 08:49:37",
           "Sun, 06 Nov 1994 08:49:37 GMT ",
           " Sun, 06 Nov 1994 08:49:37 GMT",
           "Sun, 06 Nov 1994 08:49:37 UTC",
           "Sun, 06 Nov 1994 08:49:37 +0000",
           "Sun, 6 Nov 1994 08:49:37 GMT",
           "Sun, 06 Nov 94 08:49:37 GMT",
           "Sun, 06 nov 1994 08:49:37 GMT",
           "Abc, 06 Nov 1994 08:49:37 GMT",
           "Sun, 06 Xyz 1994 08:49:37 GMT",
           "Sun, 00 Nov 1994 08:49:37 GMT",
           "Sun, 31 Nov 1994 08:49:37 GMT",
           "Thu, 29 Feb 2023 00:00:00 GMT",
           "Sun, 06 Nov 1994 24:00:00 GMT",
           "Sun, 06 Nov 1994 08:60:00 GMT",
           "Sun, 06 Nov 1994 08:00:61 GMT",
           "Sun, 06 Nov 1994 -8:49:37 GMT",
           "Sun, 06 Nov 1994 8:49:37 GMT",
           "Sun Nov   6 08:49:37 1994",
           "Sun, 06-Nov-94 08:49:37 GMT",
           "Sunday, 06-Nov-1994 08:49:37 GMT",
           "Sun Nov  6 08:49:37 94",
       }) {
    EXPECT_EQ(parse_http_date(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace eyewall::web
