// Which hosts and ports are well formed.
#include "http/authority.h"

#include <gtest/gtest.h>

namespace eyewall::http {
namespace {

TEST(Authority, IsANameOrAnAddressAndAPort) {
  for (const char* text :
       {"", "x", "x:", "x:80", ":80", "a-b_c.d~!$&'()*+,;=", "%41%c3%a4", "127.0.0.1:8000", "[::1]",
        "[::1]:80", "[::ffff:1.2.3.4]", "[v1.a:b]", "[vF.~]:1"}) {
    EXPECT_TRUE(is_authority(text)) << text;
  }
}

TEST(Authority, HasNothingElseInIt) {
  for (const char* text :
       {"a b",   "a/b",   "a?b",    "a#b",     "u@x",     "x:a", "x:80:80", "x:-1",
        "x: 80", "::1",   "[::1",   "[::1]x",  "[::1]:a", "[]",  "[g]",     "[v1]",
        "[v.a]", "[v1.]", "[vg.a]", "[v1.a/]", "%",       "%4",  "%zz",     "\xc3\xa4",
        "a\\b",  "a\"b",  "a|b",    "]",       "x]"}) {
    EXPECT_FALSE(is_authority(text)) << text;
  }
}

TEST(Authority, MayHaveToNameBoth) {
  EXPECT_TRUE(is_authority_with_port("x:80"));
  EXPECT_TRUE(is_authority_with_port("[::1]:80"));
  for (const char* text : {"", "x", "x:", ":80", "[::1]", "[::1]:", "x:a", "u@x:80"}) {
    EXPECT_FALSE(is_authority_with_port(text)) << text;
  }
}

}  // namespace
}  // namespace eyewall::http
