#include "web/cookies.h"

#include <gmock/gmock.h>

namespace eyewall::web {
namespace {

using testing::HasSubstr;

const UtcTime kNow = UtcTime(std::chrono::seconds(784111777));  // Sun, 06 Nov 1994 08:49:37 GMT

TEST(Cookies, AHeaderIsTakenApart) {
  EXPECT_EQ(parse_cookies("a=1; b=x=y;c = \"z\" ;d="),
            (Cookies{{"a", "1"}, {"b", "x=y"}, {"c", "z"}, {"d", ""}}));
  EXPECT_EQ(parse_cookies(""), Cookies{});
}

TEST(Cookies, WhatBrowsersSendOfOthersCookiesIsNoHarm) {
  EXPECT_EQ(parse_cookies("a=1; $Version=1; {\"json\":[1,2]}=x y; b=caf\xc3\xa9; e=a,b; c:d=2"),
            (Cookies{{"a", "1"},
                     {"$Version", "1"},
                     {"{\"json\":[1,2]}", "x y"},
                     {"b", "caf\xc3\xa9"},
                     {"e", "a,b"},
                     {"c:d", "2"}}));
}

TEST(Cookies, WhatIsMalformedIsLeftOutAndTheRestCounts) {
  EXPECT_EQ(parse_cookies("; ;a; =x; ==; b=2;"), (Cookies{{"b", "2"}}));
  EXPECT_EQ(parse_cookies("a=\"open; b=2"), (Cookies{{"a", "\"open"}, {"b", "2"}}));
  EXPECT_EQ(parse_cookies("a=\""), (Cookies{{"a", "\""}}));
}

TEST(Cookies, TheLastOfANameCounts) {
  EXPECT_EQ(parse_cookies("a=1; a=2"), (Cookies{{"a", "2"}}));
  EXPECT_EQ(parse_cookies("a=1; A=2"), (Cookies{{"a", "1"}, {"A", "2"}}));
}

TEST(Cookies, QuotedValuesAreReadAsPythonWritesThem) {
  EXPECT_EQ(parse_cookies(R"(a="x\073y\054\"\\\303\251")"), (Cookies{{"a", "x;y,\"\\\xc3\xa9"}}));
  EXPECT_EQ(parse_cookies(R"(a="\08\477\q\")"), (Cookies{{"a", "08477q\\"}}));
}

TEST(Cookies, AreWrittenWithTheirOptions) {
  EXPECT_EQ(set_cookie_value("a", "b"), "a=b; Path=/");
  EXPECT_EQ(set_cookie_value("a", "", {.path = ""}), "a=");
  EXPECT_EQ(set_cookie_value("a", "b",
                             {.path = "/x y",
                              .domain = "example.com",
                              .expires = kNow,
                              .expires_days = 7,
                              .max_age = std::chrono::seconds(60),
                              .httponly = true,
                              .secure = true,
                              .samesite = SameSite::lax}),
            "a=b; Domain=example.com; expires=Sun, 06 Nov 1994 08:49:37 GMT; HttpOnly; Max-Age=60; "
            "Path=/x y; SameSite=Lax; Secure");
  EXPECT_THAT(set_cookie_value("a", "b", {.samesite = SameSite::strict}), HasSubstr("=Strict"));
  EXPECT_THAT(set_cookie_value("a", "b", {.samesite = SameSite::none}), HasSubstr("=None"));
}

TEST(Cookies, ExpireSomeDaysFromNow) {
  EXPECT_EQ(set_cookie_value("a", "b", {.expires_days = 1.5}, kNow),
            "a=b; expires=Mon, 07 Nov 1994 20:49:37 GMT; Path=/");
  EXPECT_EQ(set_cookie_value("a", "b", {.expires_days = -365}, kNow),
            "a=b; expires=Sat, 06 Nov 1993 08:49:37 GMT; Path=/");
}

TEST(Cookies, WhatAValueMayNotHoldIsQuotedAndComesBack) {
  EXPECT_EQ(set_cookie_value("a", "x;y,\"\\\xc3\xa9"), R"(a="x\073y\054\"\\\303\251"; Path=/)");
  for (const char* value :
       {"", "plain", "a=b|c:d/e?f", "x;y", "\"\"", "\\", "\\073", "\xff\x80", "{\"a\":[1,2]}"}) {
    const std::string written = set_cookie_value("a", value, {.path = ""});
    EXPECT_EQ(parse_cookies(written), (Cookies{{"a", value}})) << written;
  }
}

TEST(Cookies, NothingCanBeSmuggledIn) {
  for (const char* name : {"", "a b", "a=b", "a;b", "a\r\nb", "a,b", "\xc3\xa9", "\"a\""}) {
    EXPECT_THROW(set_cookie_value(name, "x"), CookieError) << name;
  }
  for (const char* value : {"a b", "a\tb", "a\r\nSet-Cookie: c=d", "a\n", "\x01", "\x7f"}) {
    EXPECT_THROW(set_cookie_value("a", value), CookieError) << value;
  }
  EXPECT_THROW(set_cookie_value("a", std::string("b\0c", 3)), CookieError);
  for (const char* text : {"/; Secure", "/\r\nX: y", "/\x01", "/\x7f", ";"}) {
    EXPECT_THROW(set_cookie_value("a", "b", {.path = text}), CookieError) << text;
    EXPECT_THROW(set_cookie_value("a", "b", {.domain = text}), CookieError) << text;
  }
}

}  // namespace
}  // namespace eyewall::web
