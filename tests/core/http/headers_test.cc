#include "http/headers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/http/thrown.h"

namespace eyewall::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

TEST(Headers, NamesAreNormalisedAsTornadoDoes) {
  EXPECT_EQ(normalized_name("content-TYPE"), "Content-Type");
  EXPECT_EQ(normalized_name("x"), "X");
  EXPECT_EQ(normalized_name("www-authenticate"), "Www-Authenticate");
  EXPECT_EQ(normalized_name("ETag"), "Etag");
  EXPECT_EQ(normalized_name("-a--B-"), "-A--B-");
  EXPECT_EQ(normalized_name(""), "");
}

TEST(Headers, NamesCompareWithoutCase) {
  Headers headers{{"content-type", "text/html"}};
  EXPECT_TRUE(headers.contains("CONTENT-type"));
  EXPECT_EQ(headers.get("Content-Type"), "text/html");
  EXPECT_FALSE(headers.contains("Content-Typ"));
  EXPECT_FALSE(headers.contains("Content-Type-"));
}

TEST(Headers, GetJoinsDuplicatesWithACommaAndGetListDoesNot) {
  Headers headers;
  headers.add("Set-Cookie", "A=B");
  headers.add("X-Other", "1");
  headers.add("set-cookie", "C=D");
  EXPECT_EQ(headers.get("SET-COOKIE"), "A=B,C=D");
  EXPECT_THAT(headers.get_list("set-cookie"), ElementsAre("A=B", "C=D"));
  EXPECT_THAT(headers.get_list("none"), ElementsAre());
}

TEST(Headers, GetAllKeepsTheOrderOfArrival) {
  const Headers headers{{"b", "1"}, {"a", "2"}, {"B", "3"}};
  EXPECT_THAT(headers.get_all(), ElementsAre(Pair("B", "1"), Pair("A", "2"), Pair("B", "3")));
}

TEST(Headers, AnAbsentNameIsNothingAndAnEmptyValueIsNot) {
  const Headers headers{{"Empty", ""}};
  EXPECT_EQ(headers.get("Empty"), "");
  EXPECT_EQ(headers.get("Absent"), std::nullopt);
  EXPECT_EQ(headers.get("Absent", "x"), "x");
  EXPECT_EQ(headers.get("Empty", "x"), "");
}

TEST(Headers, SetReplacesEveryValueAtThePlaceOfTheFirst) {
  Headers headers{{"A", "1"}, {"B", "2"}, {"C", "3"}, {"b", "4"}};
  headers.set("b", "5");
  EXPECT_THAT(headers.get_all(), ElementsAre(Pair("A", "1"), Pair("B", "5"), Pair("C", "3")));
  headers.set("d", "6");
  EXPECT_EQ(headers.get_all().back(), (Headers::Field{"D", "6"}));
}

TEST(Headers, RemoveTakesEveryFieldOfTheNameAndSaysWhetherThereWasOne) {
  Headers headers{{"A", "1"}, {"B", "2"}, {"a", "3"}};
  EXPECT_TRUE(headers.remove("a"));
  EXPECT_FALSE(headers.remove("a"));
  EXPECT_THAT(headers.get_all(), ElementsAre(Pair("B", "2")));
}

struct Good {
  const char* what;
  std::string block;
  std::vector<Headers::Field> fields;
};

TEST(HeadersParse, AcceptsWhatRfc9112AllowsAUserAgentToAccept) {
  const std::vector<Good> cases = {
      {"nothing", "", {}},
      {"only the empty line", "\r\n", {}},
      {"CRLF", "A: 1\r\nB: 2\r\n\r\n", {{"A", "1"}, {"B", "2"}}},
      {"LF alone", "A: 1\nB: 2\n\n", {{"A", "1"}, {"B", "2"}}},
      {"no last line end", "A: 1", {{"A", "1"}}},
      {"no space, much space", "A:1\r\nB: \t 2 \t\r\n", {{"A", "1"}, {"B", "2"}}},
      {"empty value", "A:\r\nB: \r\n", {{"A", ""}, {"B", ""}}},
      {"colons in the value", "Location: http://h:1/\r\n", {{"Location", "http://h:1/"}}},
      {"bytes beyond ASCII", "A: caf\xc3\xa9\r\n", {{"A", "caf\xc3\xa9"}}},
      {"a tab inside", "A: x\ty\r\n", {{"A", "x\ty"}}},
      {"every token mark", "!#$%&'*+-.^_`|~0: 1\r\n", {{"!#$%&'*+-.^_`|~0", "1"}}},
      {"fold by space", "A: 1\r\n 2\r\nB: 3\r\n", {{"A", "1 2"}, {"B", "3"}}},
      {"fold by tabs", "A: 1 \r\n\t\t2\r\n", {{"A", "1 2"}}},
      {"fold of nothing", "A: 1\r\n \r\n 2\r\n", {{"A", "1 2"}}},
      {"fold behind an empty value", "A:\r\n 1\r\n", {{"A", "1"}}},
      {"a fold that looks like a header", "A: 1\r\n B: 2\r\n", {{"A", "1 B: 2"}}},
  };
  for (const Good& good : cases) {
    EXPECT_EQ(Headers::parse(good.block).get_all(), good.fields) << good.what;
  }
}

struct Bad {
  std::string block;
  const char* message;
};

TEST(HeadersParse, RefusesWhatRfc9112CallsInvalidAndSaysWhy) {
  using namespace std::string_literals;
  const std::vector<Bad> cases = {
      {"no colon\r\n", "Header line without a colon: \"no colon\""},
      {": value\r\n", "Header name is empty: \": value\""},
      {"A : 1\r\n", "Space between header name and colon: \"A : 1\""},
      {"A\t: 1\r\n", "Space between header name and colon: \"A\\t: 1\""},
      {"A B: 1\r\n", "Bad character in header name: \"A B: 1\""},
      {"A(: 1\r\n", "Bad character in header name"},
      {"\"A\": 1\r\n", "Bad character in header name"},
      {"caf\xc3\xa9: 1\r\n", "Bad character in header name: \"caf\\xc3\\xa9: 1\""},
      {"A: 1\rB: 2\r\n", "Bare CR in header line: \"A: 1\\rB: 2\""},
      {"A: 1\r\r\n", "Bare CR in header line"},
      {"A: 1\r", "Bare CR in header line"},
      {"A: 1\0\r\n"s, "NUL in header line: \"A: 1\\x00\""},
      {"A\0: 1\r\n"s, "NUL in header line"},
      {"A: \x01\r\n", "Control character in header line"},
      {"A: \x7f\r\n", "Control character in header line"},
      {" A: 1\r\n", "Whitespace before the first header: \" A: 1\""},
      {"\tA: 1\r\n", "Whitespace before the first header"},
      {"A: 1\r\n\r\nB: 2\r\n", "Text after the empty line that ends the headers: \"B: 2\\r\\n\""},
      {"\r\n\r\n", "Text after the empty line"},
  };
  for (const Bad& bad : cases) {
    EXPECT_THAT(thrown<HeaderError>([&] { Headers::parse(bad.block); }), HasSubstr(bad.message));
  }
}

TEST(HeadersParse, LimitsAreTheCallersAndExact) {
  const std::string two = "A: 1\r\nB: 2\r\n";
  EXPECT_EQ(Headers::parse(two, {.max_fields = 2}).size(), 2U);
  EXPECT_EQ(thrown<HeaderError>([&] { Headers::parse(two, {.max_fields = 1}); }),
            "More than 1 header fields");
  EXPECT_EQ(Headers::parse(two, {.max_bytes = two.size()}).size(), 2U);
  EXPECT_EQ(thrown<HeaderError>([&] { Headers::parse(two, {.max_bytes = two.size() - 1}); }),
            "Headers of 12 bytes are over the limit of 11");
}

TEST(HeadersParse, ALongLineIsQuotedOnlyInPart) {
  const std::string long_line(100'000, 'x');
  EXPECT_LT(thrown<HeaderError>([&] { Headers::parse(long_line); }).size(), 200U);
}

}  // namespace
}  // namespace eyewall::http
