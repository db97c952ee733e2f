// permessage-deflate: the bytes of RFC 7692, and both directions held against each other.
#include "websocket/deflate.h"

#include <gmock/gmock.h>

#include <random>

#include "core/http/thrown.h"
#include "websocket/errors.h"

namespace eyewall::websocket {
namespace {

using ::testing::HasSubstr;

constexpr std::size_t kRoom = std::size_t{1} << 24U;

std::string inflated(Inflater& inflater, std::string_view bytes, std::size_t limit = kRoom) {
  std::string message;
  inflater.decompress(bytes, message, limit);
  inflater.finish(message, limit);
  return message;
}

std::string noise(std::size_t size) {
  std::mt19937_64 random(6455);
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

TEST(Inflater, ReadsTheExamplesOfRfc7692) {
  const std::string_view once("\xf2\x48\xcd\xc9\xc9\x07\x00", 7);
  const std::string_view again("\xf2\x00\x11\x00\x00", 5);
  const std::string_view stored("\x00\x05\x00\xfa\xff\x48\x65\x6c\x6c\x6f\x00", 11);
  const std::string_view final_block("\xf3\x48\xcd\xc9\xc9\x07\x00\x00", 8);
  const std::string_view two_blocks("\xf2\x48\x05\x00\x00\x00\xff\xff\xca\xc9\xc9\x07\x00", 13);
  Inflater inflater(15, true);
  EXPECT_EQ(inflated(inflater, once), "Hello");
  EXPECT_EQ(inflated(inflater, again), "Hello");
  EXPECT_EQ(inflated(inflater, stored), "Hello");
  EXPECT_EQ(inflated(inflater, final_block), "Hello");
  EXPECT_EQ(inflated(inflater, again), "Hello");  // the window outlives a last block
  EXPECT_EQ(inflated(inflater, two_blocks), "Hello");
  EXPECT_EQ(inflated(inflater, std::string_view("\0", 1)), "");
}

TEST(Inflater, ForgetsItsWindowWhereThatWasAgreed) {
  Inflater inflater(15, false);
  EXPECT_EQ(inflated(inflater, {"\xf2\x48\xcd\xc9\xc9\x07\x00", 7}), "Hello");
  EXPECT_THAT(thrown<BadFrame>([&] {
                inflated(inflater, {"\xf2\x00\x11\x00\x00", 5});
              }),
              HasSubstr("distance"));
}

TEST(Inflater, RefusesWhatIsCutOff) {
  Inflater inflater(15, true);
  EXPECT_THAT(thrown<BadFrame>([&] { inflated(inflater, "\xf2\x48\xcd"); }),
              HasSubstr("Compressed message"));
}

TEST(Inflater, StopsAtTheLimit) {
  Deflater deflater({}, 15, true);
  const std::string bomb = deflater.compress(std::string(10'000'000, '\0'));
  EXPECT_LT(bomb.size(), 20'000U);
  Inflater inflater(15, true);
  std::string message;
  EXPECT_THAT(thrown<BadFrame>([&] { inflater.decompress(bomb, message, 100'000); }),
              HasSubstr("over 100000 bytes"));
  EXPECT_LE(message.size(), 100'000U);
  Inflater exact(15, true);
  EXPECT_EQ(inflated(exact, bomb, 10'000'000).size(), 10'000'000U);
}

TEST(Deflater, GivesWhatTheOtherSideInflates) {
  const std::string random = noise(300'000);
  for (const int bits : {9, 12, 15}) {
    for (const bool takeover : {true, false}) {
      Deflater deflater({}, bits, takeover);
      Inflater inflater(bits, takeover);
      for (const std::string& message :
           {std::string("hello"), std::string(), std::string(), std::string(1'000'000, 'x'), random,
            std::string("hello"), random.substr(0, 16384), std::string(70'000, 'y')}) {
        EXPECT_TRUE(inflated(inflater, deflater.compress(message)) == message)
            << bits << takeover << message.size();
      }
    }
  }
}

TEST(Deflater, RemembersTheMessageBefore) {
  const std::string message = noise(300);
  Deflater remembering({}, 15, true);
  Deflater forgetting({}, 15, false);
  for (Deflater* deflater : {&remembering, &forgetting}) deflater->compress(message);
  EXPECT_LT(remembering.compress(message).size(), 50U);
  EXPECT_GT(forgetting.compress(message).size(), 250U);
}

}  // namespace
}  // namespace eyewall::websocket
