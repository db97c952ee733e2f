#include "web/header_value.h"

#include <gmock/gmock.h>

namespace eyewall::web {
namespace {

using Parameters = std::map<std::string, std::string, std::less<>>;

TEST(HeaderValue, IsTakenApart) {
  const HeaderValue header = parse_header("Form-Data; name=\"a b\" ;FileName = x.txt");
  EXPECT_EQ(header.value, "form-data");
  EXPECT_EQ(header.parameters, (Parameters{{"name", "a b"}, {"filename", "x.txt"}}));
  EXPECT_EQ(header.parameter("name"), "a b");
  EXPECT_EQ(header.parameter("no"), "");
}

TEST(HeaderValue, ASemicolonInQuotesDoesNotSeparate) {
  EXPECT_EQ(parse_header("a; b=\"c;d=\\\";e\"; f=g").parameters,
            (Parameters{{"b", "c;d=\";e"}, {"f", "g"}}));
}

TEST(HeaderValue, ABackslashEscapesAQuoteAndItself) {
  EXPECT_EQ(parse_header(R"(a; b="\"x\\y\"")").parameter("b"), R"("x\y")");
  EXPECT_EQ(parse_header(R"(a; b="C:\new\file.txt")").parameter("b"), R"(C:\new\file.txt)");
  EXPECT_EQ(parse_header(R"(a; b="ends\\"; c=d)").parameters,
            (Parameters{{"b", "ends\\"}, {"c", "d"}}));
}

TEST(HeaderValue, WhatIsMalformedIsTakenAsItStands) {
  EXPECT_EQ(parse_header("").value, "");
  EXPECT_EQ(parse_header("a; b; ; c=d").parameters, (Parameters{{"c", "d"}}));
  EXPECT_EQ(parse_header("a; b=\"open").parameter("b"), "\"open");
  EXPECT_EQ(parse_header("a; b=\"").parameter("b"), "\"");
  EXPECT_EQ(parse_header("a; b=\"open; c=d").parameters, (Parameters{{"b", "\"open; c=d"}}));
  EXPECT_EQ(parse_header("a; =x").parameters, (Parameters{{"", "x"}}));
}

TEST(HeaderValue, OfTwoParametersOfANameTheLastCounts) {
  EXPECT_EQ(parse_header("a; b=1; B=2").parameters, (Parameters{{"b", "2"}}));
}

}  // namespace
}  // namespace eyewall::web
