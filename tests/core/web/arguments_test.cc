#include "web/arguments.h"

#include <gmock/gmock.h>

#include "http/request_head.h"

namespace eyewall::web {
namespace {

Arguments arguments_of(std::string_view text) {
  Arguments arguments;
  parse_qs(text, arguments);
  return arguments;
}

TEST(Arguments, PairsAreDecoded) {
  EXPECT_EQ(arguments_of("a=1&b=x+y%26z&%61b=c%3Dd=e"),
            (Arguments{{"a", {"1"}}, {"b", {"x y&z"}}, {"ab", {"c=d=e"}}}));
}

TEST(Arguments, ANameThatComesAgainKeepsAllItsValuesInOrder) {
  EXPECT_EQ(arguments_of("a=2&b=0&a=1&a=2"), (Arguments{{"a", {"2", "1", "2"}}, {"b", {"0"}}}));
}

TEST(Arguments, BlankValuesAndBlankNamesAreKept) {
  EXPECT_EQ(arguments_of("a=&b&=c&="), (Arguments{{"a", {""}}, {"b", {""}}, {"", {"c", ""}}}));
}

TEST(Arguments, WhatIsEmptyIsNothing) {
  EXPECT_EQ(arguments_of(""), Arguments{});
  EXPECT_EQ(arguments_of("&&&"), Arguments{});
  EXPECT_EQ(arguments_of("&a=1&&"), (Arguments{{"a", {"1"}}}));
}

TEST(Arguments, BadEncodingStaysAndBytesAreBytes) {
  EXPECT_EQ(arguments_of("a=100%&%zz=%ff"), (Arguments{{"a", {"100%"}}, {"%zz", {"\xff"}}}));
  EXPECT_EQ(arguments_of("a=b%00c"), (Arguments{{"a", {std::string("b\0c", 3)}}}));
}

TEST(Arguments, ASemicolonIsNoSeparator) {
  EXPECT_EQ(arguments_of("a=1;b=2"), (Arguments{{"a", {"1;b=2"}}}));
}

TEST(Arguments, TheyAreAddedToThoseThatAreThere) {
  Arguments arguments{{"a", {"query"}}};
  parse_qs("a=body&b=1", arguments);
  EXPECT_EQ(arguments, (Arguments{{"a", {"query", "body"}}, {"b", {"1"}}}));
}

TEST(Arguments, TooManyAreABadRequest) {
  std::string text;
  for (std::size_t i = 0; i < kMaxArguments; ++i) text += "a&";
  EXPECT_EQ(arguments_of(text)["a"].size(), kMaxArguments);
  EXPECT_THROW(arguments_of(text + "a"), http::BadRequest);
}

}  // namespace
}  // namespace eyewall::web
