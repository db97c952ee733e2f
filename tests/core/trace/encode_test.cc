// How values become JSON text, held against a parser that is not ours.
#include "trace/encode.h"

#include <gtest/gtest.h>
#include <sys/epoll.h>

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

namespace eyewall::trace {
namespace {

std::string integer(std::int64_t value) {
  char out[encode::kMaxInteger + 1];
  return {out, encode::integer(out, value)};
}
std::string natural(std::uint64_t value) {
  char out[encode::kMaxInteger];
  return {out, encode::natural(out, value)};
}
std::string text(std::string_view value) {
  std::string out(encode::max_text(value.size()), '\0');
  out.resize(static_cast<std::size_t>(encode::text(out.data(), value) - out.data()));
  return out;
}
std::string bytes(std::string_view value) {
  std::string out(encode::max_text(value.size()), '\0');
  out.resize(static_cast<std::size_t>(encode::bytes(out.data(), value) - out.data()));
  return out;
}
std::string mask(std::uint32_t events) {
  char out[encode::kMaxMask];
  return {out, encode::mask(out, events)};
}
std::string parsed(const std::string& json) {
  return nlohmann::json::parse(json).get<std::string>();
}

// What a reader gets for one byte that is not text: U+0080..U+00FF, in UTF-8.
std::string latin1(unsigned char byte) {
  if (byte < 0x80) return std::string(1, static_cast<char>(byte));
  return {static_cast<char>(0xc0 | byte >> 6), static_cast<char>(0x80 | (byte & 0x3f))};
}

TEST(Encode, IntegersOfEveryLengthReadBackAsTheyWere) {
  std::int64_t value = 1;
  for (int digits = 1; digits <= 18; ++digits, value *= 10) {
    for (const std::int64_t near : {value - 1, value, value + 1}) {
      EXPECT_EQ(integer(near), std::to_string(near));
      EXPECT_EQ(integer(-near), std::to_string(-near));
    }
  }
}

TEST(Encode, TheLimitsOfIntegersFitInTheRoomThatIsKept) {
  using I = std::numeric_limits<std::int64_t>;
  EXPECT_EQ(integer(I::max()), "9223372036854775807");
  EXPECT_EQ(integer(I::min()), "-9223372036854775808");
  EXPECT_EQ(natural(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
  EXPECT_EQ(natural(0), "0");
  EXPECT_EQ(integer(I::min()).size(), encode::kMaxInteger);
}

TEST(Encode, EveryByteAloneGivesValidJsonAndIsNotLost) {
  for (int i = 0; i < 256; ++i) {
    const auto byte = static_cast<unsigned char>(i);
    const std::string value(1, static_cast<char>(byte));
    EXPECT_EQ(parsed(text(value)), latin1(byte)) << i;
    EXPECT_EQ(parsed(bytes(value)), latin1(byte)) << i;
  }
}

TEST(Encode, QuotesBackslashesAndControlsAreEscapedAsJsonHasThem) {
  EXPECT_EQ(text("say \"\\\" \n\r\t"), R"("say \"\\\" \n\r\t")");
  EXPECT_EQ(text(std::string_view("\0\x1f\x7f", 3)), R"("\u0000\u001f\u007f")");
  EXPECT_EQ(text(""), R"("")");
}

TEST(Encode, Utf8PassesThroughTextAsItIs) {
  for (const char* word :
       {"für", "日本語", "🌀 the eyewall", "\u0080\u07ff\u0800\uffff\U0010ffff"}) {
    EXPECT_EQ(text(word), "\"" + std::string(word) + "\"");
  }
}

TEST(Encode, WhatIsNotUtf8BecomesOneCodePointAByte) {
  // Overlong, surrogate, beyond U+10FFFF, cut off, a lone continuation byte.
  for (const std::string& bad :
       {std::string("\xc0\xaf"), std::string("\xe0\x80\x80"), std::string("\xf0\x80\x80\x80"),
        std::string("\xed\xa0\x80"), std::string("\xf4\x90\x80\x80"),
        std::string("\xf8\x88\x80\x80"), std::string("\xe6\x97"), std::string("\xf0\x9f\x8c"),
        std::string("\xbf"), std::string("\xff\xfe")}) {
    std::string expected;
    for (const char c : bad) expected += latin1(static_cast<unsigned char>(c));
    EXPECT_EQ(parsed(text(bad)), expected);
  }
}

TEST(Encode, ABadByteDoesNotSpoilTheTextAroundIt) {
  EXPECT_EQ(parsed(text("ü\xffü")), "üÿü");
  EXPECT_EQ(parsed(text("\xe6\x97"
                        "a")),
            "æ\xc2\x97"
            "a");
}

TEST(Encode, BytesAreNeverReadAsUtf8) {
  EXPECT_EQ(parsed(bytes("ü")), "Ã¼");
}

TEST(Encode, TheLongestEscapedTextFitsInTheRoomThatIsKept) {
  const std::string worst(100, '\x01');
  EXPECT_EQ(text(worst).size(), encode::max_text(worst.size()));
  EXPECT_EQ(bytes(worst).size(), encode::max_text(worst.size()));
}

TEST(Encode, AMaskIsAListOfTornadosNames) {
  EXPECT_EQ(mask(0), "[]");
  EXPECT_EQ(mask(EPOLLIN), R"(["READ"])");
  EXPECT_EQ(mask(EPOLLOUT | EPOLLHUP), R"(["WRITE","HUP"])");
  EXPECT_EQ(mask(EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP), R"(["READ","WRITE","ERR","HUP"])");
  EXPECT_EQ(mask(~0u), R"(["READ","WRITE","ERR","HUP"])");
  EXPECT_LE(mask(~0u).size(), encode::kMaxMask);
}

}  // namespace
}  // namespace eyewall::trace
