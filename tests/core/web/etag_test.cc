#include "web/etag.h"

#include <gmock/gmock.h>

namespace eyewall::web {
namespace {

TEST(Etag, IsTheSha1OfTheBodyInQuotes) {
  EXPECT_EQ(etag_of(""), "\"da39a3ee5e6b4b0d3255bfef95601890afd80709\"");
  EXPECT_EQ(etag_of("abc"), "\"a9993e364706816aba3e25717850c26c9cd0d89d\"");
  EXPECT_EQ(etag_of(std::string(1'000'000, 'a')), "\"34aa973cd4c4daa4f61eeb2bdbad27316534016f\"");
}

TEST(Etag, IsFoundInAList) {
  for (const char* list : {"\"a\"", "W/\"a\"", "\"x\", \"a\"", "\"x\",W/\"a\" ", " , \"a\" ,",
                           "\"a,b\", \"a\"", "*", " * "}) {
    EXPECT_TRUE(etag_is_listed(list, "\"a\"")) << list;
    EXPECT_TRUE(etag_is_listed(list, "W/\"a\"")) << list;
  }
}

TEST(Etag, APartOfATagIsNoMatch) {
  for (const char* list : {"", " ", ",", "\"ab\"", "\"x\\\"a\"", "\"x,\"a\"", "a", "'a'", "\"A\"",
                           "\"a", "a\"", "W/", "w/\"a\"", "W/a", "W/ \"a\"", "*, \"x\"", "**"}) {
    EXPECT_FALSE(etag_is_listed(list, "\"a\"")) << list;
  }
}

TEST(Etag, WhatIsNoTagEndsTheList) {
  EXPECT_TRUE(etag_is_listed("\"a\", bad", "\"a\""));
  EXPECT_FALSE(etag_is_listed("bad, \"a\"", "\"a\""));
}

}  // namespace
}  // namespace eyewall::web
