// Sequences of frames, however their bytes are cut.
#include "websocket/frame_reader.h"

#include <gmock/gmock.h>

#include "core/websocket/frames.h"
#include "websocket/errors.h"

namespace eyewall::websocket {
namespace {

using test::binary;
using test::frame;
using test::more;
using ::testing::ElementsAre;

constexpr std::size_t kLimit = 1000;

FrameReader reader_of(bool masked = true, bool compressed = false) {
  return FrameReader({.masked = masked,
                      .max_message_size = kLimit,
                      .inflater = compressed ? std::make_unique<Inflater>(15, true) : nullptr});
}

// "text:hello", "ping:x" ..., and "!1002" where it was refused. The bytes come in pieces of `cut`.
std::vector<std::string> events(FrameReader reader, std::string bytes, std::size_t cut) {
  std::vector<std::string> seen;
  for (std::size_t at = 0; at < bytes.size(); at += cut) {
    std::span<char> piece = std::span(bytes).subspan(at, std::min(cut, bytes.size() - at));
    try {
      while (const auto event = reader.next(piece)) {
        seen.push_back(std::string(to_string(event->opcode)) + ":" + event->payload);
      }
    } catch (const BadFrame& error) {
      seen.push_back("!" + std::to_string(error.code()));
      return seen;
    }
  }
  return seen;
}

std::vector<std::string> events(const std::string& bytes) {
  const auto whole = events(reader_of(), bytes, bytes.size());
  for (const std::size_t cut : {1U, 2U, 3U, 7U, 64U}) {
    EXPECT_EQ(events(reader_of(), bytes, cut), whole) << cut;
  }
  return whole;
}

TEST(FrameReader, GivesMessagesAsTheyEnd) {
  EXPECT_THAT(events(test::text("") + test::text("hello") + binary("\xff\x01")),
              ElementsAre("text:", "text:hello", "binary:\xff\x01"));
  EXPECT_THAT(events(binary(std::string(126, 'x')) + binary(std::string(500, 'y'))),
              ElementsAre("binary:" + std::string(126, 'x'), "binary:" + std::string(500, 'y')));
}

TEST(FrameReader, JoinsFragmentsAndLetsControlFramesComeBetween) {
  EXPECT_THAT(events(test::text("he", false) + frame(Opcode::ping, "a") + more("", false) +
                     frame(Opcode::pong, "b") + more("llo") + frame(Opcode::close, "")),
              ElementsAre("ping:a", "pong:b", "text:hello", "close:"));
}

TEST(FrameReader, RefusesFramesOutOfOrder) {
  EXPECT_THAT(events(more("x")), ElementsAre("!1002"));
  EXPECT_THAT(events(test::text("a") + more("x")), ElementsAre("text:a", "!1002"));
  EXPECT_THAT(events(test::text("a", false) + test::text("b")), ElementsAre("!1002"));
  EXPECT_THAT(events(binary("a", false) + more("b", false) + binary("c")), ElementsAre("!1002"));
}

TEST(FrameReader, RefusesAMaskThatIsMissingAndOneThatMustNotBe) {
  const std::string plain = frame(Opcode::text, "x", true, false);
  EXPECT_THAT(events(plain), ElementsAre("!1002"));
  EXPECT_THAT(events(reader_of(false), test::text("x"), 1), ElementsAre("!1002"));
  EXPECT_THAT(events(reader_of(false), plain, 1), ElementsAre("text:x"));
}

TEST(FrameReader, RefusesRsv1UnlessAMessageMayBeCompressed) {
  EXPECT_THAT(events(frame(Opcode::text, "x", true, true, true)), ElementsAre("!1002"));
  const auto compressing = [](const std::string& bytes) {
    return events(reader_of(true, true), bytes, 5);
  };
  EXPECT_THAT(compressing(frame(Opcode::ping, "x", true, true, true)), ElementsAre("!1002"));
  EXPECT_THAT(
      compressing(test::text("a", false) + frame(Opcode::continuation, "x", true, true, true)),
      ElementsAre("!1002"));
  EXPECT_THAT(compressing(test::text("as it is")), ElementsAre("text:as it is"));
}

TEST(FrameReader, ChecksUtf8AcrossFragmentsAndFailsAtOnce) {
  EXPECT_THAT(events(test::text("\xce", false) + more("\xba")), ElementsAre("text:\xce\xba"));
  EXPECT_THAT(events(test::text("\xce")), ElementsAre("!1007"));
  EXPECT_THAT(events(test::text("\xce", false) + more("x")), ElementsAre("!1007"));
  EXPECT_THAT(events(test::text("\xff", false)), ElementsAre("!1007"));
  const std::string cut = test::text("ok \xf4\x90 and more that never comes").substr(0, 11);
  EXPECT_THAT(events(cut), ElementsAre("!1007"));
  EXPECT_THAT(events(binary("\xff", false) + more("\xfe")), ElementsAre("binary:\xff\xfe"));
}

TEST(FrameReader, RefusesTooMuchBeforeItComes) {
  EXPECT_THAT(events(binary(std::string(kLimit, 'x'))).size(), 1U);
  EXPECT_THAT(events(binary(std::string(kLimit + 1, 'x')).substr(0, 8)), ElementsAre("!1009"));
  EXPECT_THAT(
      events(test::text("0123456789", false) + more(std::string(kLimit - 9, 'x')).substr(0, 8)),
      ElementsAre("!1009"));
  std::string huge = test::binary("").substr(0, 1) + std::string("\xff\x7f\xff\xff\xff", 5) +
                     std::string(8, '\xff');
  EXPECT_THAT(events(huge), ElementsAre("!1009"));
}

TEST(FrameReader, InflatesMessagesAndHoldsWhatComesOutToTheLimit) {
  Deflater deflater({}, 15, true);
  const auto compressed = [&](const std::string& message, Opcode opcode = Opcode::text) {
    const std::string bytes = deflater.compress(message);
    return frame(opcode, bytes.substr(0, 1), false, true, true) + frame(Opcode::ping, "") +
           more(bytes.substr(1));
  };
  const std::string first = compressed("hello, hello, hello");
  const std::string second = compressed("hello, hello, hello");
  EXPECT_LT(second.size(), first.size());
  for (const std::size_t cut : {1U, 1000U}) {
    EXPECT_THAT(
        events(reader_of(true, true), first + second, cut),
        ElementsAre("ping:", "text:hello, hello, hello", "ping:", "text:hello, hello, hello"));
  }
  EXPECT_THAT(events(reader_of(true, true), first + compressed(std::string(kLimit + 1, 'x')), 9),
              ElementsAre("ping:", "text:hello, hello, hello", "ping:", "!1009"));
  Deflater other({}, 15, true);
  const std::string latin = frame(Opcode::text, other.compress("\xff"), true, true, true);
  EXPECT_THAT(events(reader_of(true, true), latin, 3), ElementsAre("!1007"));
  const std::string broken = frame(Opcode::binary, "\xff\xff\xff\xff", true, true, true);
  EXPECT_THAT(events(reader_of(true, true), broken, 3), ElementsAre("!1007"));
}

}  // namespace
}  // namespace eyewall::websocket
