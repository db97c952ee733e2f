#include "http/gzip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/http/gzipped.h"
#include "core/http/thrown.h"

namespace eyewall::http {
namespace {

using ::testing::StartsWith;

std::string all(std::string_view input, std::uint64_t limit = GzipDecompressor::kNoLimit) {
  GzipDecompressor gzip(limit);
  std::string out = gzip.decompress(input);
  return out + gzip.flush();
}

std::string some_text(std::size_t size) {
  std::string text;
  for (unsigned i = 1; text.size() < size; i = i * 1103515245U + 12345U) {
    text += std::to_string(i >> 16U);
  }
  text.resize(size);
  return text;
}

TEST(Gzip, GivesBackWhatWasCompressed) {
  for (const std::size_t size : {0UL, 1UL, 1000UL, 65'535UL, 65'536UL, 65'537UL, 1'000'000UL}) {
    const std::string text = some_text(size);
    EXPECT_EQ(all(gzipped(text)), text) << size;
    EXPECT_EQ(all(gzipped(std::string(size, 'a'))), std::string(size, 'a')) << size;
  }
}

TEST(Gzip, ComesOutTheSameWhenFedByteByByte) {
  const std::string text = some_text(10'000);
  GzipDecompressor gzip;
  std::string out;
  for (const char byte : gzipped(text) + gzipped("tail")) {
    out += gzip.decompress(std::string_view(&byte, 1));
  }
  EXPECT_EQ(gzip.flush(), "");
  EXPECT_EQ(out, text + "tail");
  EXPECT_EQ(gzip.total(), out.size());
}

TEST(Gzip, SeveralMembersAreOneText) {
  EXPECT_EQ(all(gzipped("one,") + gzipped("") + gzipped("two")), "one,two");
}

TEST(Gzip, NoInputIsNoError) {
  EXPECT_EQ(all(""), "");
}

TEST(Gzip, InputThatIsCutOffAnywhereIsAnErrorAtFlush) {
  const std::string whole = gzipped("hello, world");
  for (std::size_t size = 1; size < whole.size(); ++size) {
    EXPECT_EQ(thrown<GzipError>([&] { all(whole.substr(0, size)); }), "gzip: input is cut off");
    EXPECT_EQ(thrown<GzipError>([&] { all(whole + whole.substr(0, size)); }),
              "gzip: input is cut off");
  }
}

TEST(Gzip, AnythingButAMemberBehindAMemberIsAnError) {
  for (const std::string tail : {"x!", "\r\n", "garbage", "\x1f\x8c"}) {
    EXPECT_THAT(thrown<GzipError>([&] { all(gzipped("hello") + tail); }), StartsWith("gzip: "));
  }
  EXPECT_THAT(thrown<GzipError>([&] { all(gzipped("hello") + std::string(8, '\0')); }),
              StartsWith("gzip: "));
  EXPECT_THAT(thrown<GzipError>([&] { all(gzipped("hello") + "x"); }), StartsWith("gzip: "));
}

TEST(Gzip, WhatIsNotGzipIsAnError) {
  for (const std::string text : {"plain text", "\x78\x9c zlib", "<html></html>"}) {
    EXPECT_EQ(thrown<GzipError>([&] { all(text); }), "gzip: incorrect header check");
  }
}

TEST(Gzip, DamageIsAnErrorAndNeverAWrongText) {
  const std::string text = "hello, hello, hello";
  const std::string whole = gzipped(text);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
      std::string out = text;
      // Some bits of the header (time, system) mean nothing for the text.
      thrown<GzipError>([&] { out = all(damaged); });
      EXPECT_EQ(out, text) << "byte " << at << " bit " << bit;
    }
  }
}

TEST(Gzip, TheLimitIsExactAndKeepsABombOutOfMemory) {
  const std::string bomb = gzipped(std::string(10'000'000, '\0'));
  EXPECT_EQ(all(bomb, 10'000'000).size(), 10'000'000U);
  EXPECT_EQ(thrown<GzipError>([&] { all(bomb, 9'999'999); }),
            "gzip: output is over the limit of 9999999 bytes");
  std::size_t seen = 0;
  GzipDecompressor gzip(100'000);
  EXPECT_THROW(gzip.decompress(bomb, [&seen](std::string_view piece) { seen += piece.size(); }),
               GzipError);
  EXPECT_LE(seen, 100'000U);
}

TEST(Gzip, TheLimitCountsEveryMember) {
  EXPECT_THROW(all(gzipped("12345") + gzipped("67890"), 9), GzipError);
  EXPECT_EQ(all(gzipped("12345") + gzipped("67890"), 10), "1234567890");
  EXPECT_EQ(all(gzipped(""), 0), "");
}

TEST(Gzip, ASinkGetsSmallPieces) {
  const std::string text(1'000'000, 'a');
  std::size_t largest = 0;
  std::string out;
  GzipDecompressor gzip;
  gzip.decompress(gzipped(text), [&](std::string_view piece) {
    largest = std::max(largest, piece.size());
    out += piece;
  });
  EXPECT_EQ(out, text);
  EXPECT_LE(largest, 65'536U);
}

TEST(Gzip, IsOfNoUseAfterAnError) {
  GzipDecompressor gzip;
  EXPECT_THROW(gzip.decompress("garbage"), GzipError);
  EXPECT_EQ(thrown<GzipError>([&] { gzip.decompress(gzipped("x")); }), "gzip: used after an error");
  EXPECT_THROW(gzip.flush(), GzipError);
}

TEST(Gzip, CanBeMovedInTheMiddle) {
  const std::string whole = gzipped("hello, world");
  GzipDecompressor first;
  std::string out = first.decompress(std::string_view(whole).substr(0, 15));
  GzipDecompressor second(std::move(first));
  out += second.decompress(std::string_view(whole).substr(15));
  second.flush();
  EXPECT_EQ(out, "hello, world");
}

}  // namespace
}  // namespace eyewall::http
