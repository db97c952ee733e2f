// Writing: what is kept while the peer does not read, and when the callback runs.
#include "stream_fixture.h"

namespace eyewall::test {
namespace {

using Write = StreamTest;

TEST_F(Write, WhatFitsIsSentAtOnceAndTheCallbackRunsFromTheLoop) {
  stream->write("hello", note("written"));
  EXPECT_EQ(received(), "hello");
  EXPECT_TRUE(order.empty());
  until([&] { return !order.empty(); });
  EXPECT_FALSE(stream->writing());
}

TEST_F(Write, OfNothingRunsItsCallback) {
  stream->write("", note("written"));
  until([&] { return !order.empty(); });
}

// Bytes that tell their place.
std::string pattern(std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>((i * 2654435761U) >> 13U);
  return text;
}

TEST_F(Write, AsMuchAsThePeerTakesTheRestIsKeptInOrder) {
  const std::string large = pattern(std::size_t{8} << 20U);
  stream->write(large, note("written"));
  settle();
  EXPECT_TRUE(stream->writing());
  EXPECT_TRUE(order.empty()) << "the peer has not read it all";
  std::string got;
  until([&] {
    got += received();
    return !order.empty();
  });
  got += received();
  EXPECT_TRUE(got == large);
}

TEST_F(Write, ManySmallOnesBehindALargeOneArriveInOrder) {
  std::string expected = pattern(std::size_t{2} << 20U);
  stream->write(expected);
  std::string got;
  for (int i = 0; i < 2000; ++i) {
    const std::string line = std::to_string(i) + "\n";
    stream->write(line);
    expected += line;
    if (i % 100 == 0) got += received();
    if (i % 100 == 0) turn(loop);
  }
  until([&] {
    got += received();
    return !stream->writing();
  });
  got += received();
  EXPECT_TRUE(got == expected);
}

TEST_F(Write, ALaterOneTakesThePlaceOfAnEarlierCallback) {
  stream->write(pattern(std::size_t{4} << 20U), note("first"));
  stream->write("x", note("second"));
  until([&] {
    received();
    return !order.empty();
  });
  settle();
  EXPECT_EQ(order, std::vector<std::string>{"second"});
}

TEST_F(Write, WhileTheStreamReadsBothGoOn) {
  std::string line;
  const std::string large = pattern(std::size_t{2} << 20U);
  stream->read_until("\n", into(line));
  stream->write(large, note("written"));
  settle();
  send("x\n");
  until([&] { return !line.empty(); });
  EXPECT_TRUE(order.empty());
  std::string got;
  until([&] {
    got += received();
    return !order.empty();
  });
  got += received();
  EXPECT_TRUE(got == large);
}

TEST_F(Write, ToAClosedStreamIsRefused) {
  stream->close();
  EXPECT_THROW(stream->write("x"), StreamClosedError);
}

TEST_F(Write, ToAPeerThatIsGoneClosesTheStreamQuietly) {
  stream->set_close_callback(note("close"));
  peer.reset();
  stream->write("x", note("written"));
  until([&] { return !order.empty(); });
  settle();
  EXPECT_EQ(order, std::vector<std::string>{"close"});
  EXPECT_EQ(error_number(*stream), EPIPE);
  EXPECT_TRUE(log.lines.empty()) << log.lines[0];
}

}  // namespace
}  // namespace eyewall::test
