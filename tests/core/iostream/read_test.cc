// Reading: what each read gives, however the bytes were cut into packets.
#include <gmock/gmock.h>

#include "stream_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::ElementsAre;

using Read = StreamTest;

TEST_F(Read, UntilARegexGivesEverythingUpToTheMatch) {
  std::string head;
  send("a: b\r\n\n\rrest\r\n\r\n");
  stream->read_until_regex("\r?\n\r?\n", into(head));
  until([&] { return !head.empty(); });
  EXPECT_EQ(head, "a: b\r\n\n");
}

TEST_F(Read, ARegexMatchesBytesThatAreNoText) {
  std::string data;
  send(std::string("\xff\0\x80|", 4));
  stream->read_until_regex("\\x80[|]", into(data));
  until([&] { return !data.empty(); });
  EXPECT_EQ(data, std::string("\xff\0\x80|", 4));
}

TEST_F(Read, UntilADelimiterGivesTheDelimiterToo) {
  std::string first;
  std::string second;
  send("one--two--");
  stream->read_until("--", into(first));
  until([&] { return !first.empty(); });
  stream->read_until("--", into(second));
  until([&] { return !second.empty(); });
  EXPECT_EQ(first, "one--");
  EXPECT_EQ(second, "two--");
}

TEST_F(Read, BytesGivesThatManyAndKeepsTheRest) {
  std::string first;
  std::string second;
  send("abcdef");
  stream->read_bytes(2, into(first));
  until([&] { return !first.empty(); });
  stream->read_bytes(4, into(second));
  until([&] { return !second.empty(); });
  EXPECT_EQ(first, "ab");
  EXPECT_EQ(second, "cdef");
}

TEST_F(Read, OfNoBytesIsDoneThroughTheLoop) {
  bool done = false;
  stream->read_bytes(0, [&](const std::string& data) { done = data.empty(); });
  EXPECT_FALSE(done) << "no callback runs inside the call that sets it";
  until([&] { return done; });
}

TEST_F(Read, ACallbackNeverRunsInsideTheCallThatSetsIt) {
  std::string line;
  send("ready\n");
  stream->read_until("\n", into(line));
  EXPECT_EQ(line, "");
  until([&] { return !line.empty(); });
}

TEST_F(Read, UntilCloseGivesAllThatCame) {
  std::string all = "?";
  stream->read_until_close(into(all));
  send("one ");
  settle();
  send("two");
  settle();
  EXPECT_EQ(all, "?");
  peer.reset();
  until([&] { return all != "?"; });
  EXPECT_EQ(all, "one two");
}

TEST_F(Read, EveryReadIsTheSameWhenItsBytesComeOneByOne) {
  std::string head;
  std::string line;
  std::string bytes;
  std::string rest = "?";
  stream->read_until_regex("\r?\n\r?\n", [&](std::string data) {
    head = std::move(data);
    stream->read_until("\r\n", [&](std::string l) {
      line = std::move(l);
      stream->read_bytes(5, [&](std::string b) {
        bytes = std::move(b);
        stream->read_until_close(into(rest));
      });
    });
  });
  for (const char byte : std::string("x: y\r\n\r\n5\rz\r\nhellobye")) {
    send({&byte, 1});
    settle();
  }
  peer.reset();
  until([&] { return rest != "?"; });
  EXPECT_EQ(head, "x: y\r\n\r\n");
  EXPECT_EQ(line, "5\rz\r\n");
  EXPECT_EQ(bytes, "hello");
  EXPECT_EQ(rest, "bye");
}

TEST_F(Read, ADelimiterMayStraddleTwoReadsAtAnyByte) {
  const std::string text = "ab=abc=abcd=|";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    open();
    std::string got;
    stream->read_until("abcd=", into(got));
    if (cut != 0) send(text.substr(0, cut));
    settle();
    if (cut != text.size()) send(text.substr(cut));
    until([&] { return !got.empty(); });
    EXPECT_EQ(got, "ab=abc=abcd=") << "cut after " << cut;
  }
}

TEST_F(Read, BytesWithAStreamingCallbackHandsThemOnAsTheyCome) {
  std::vector<std::string> pieces;
  std::string end = "?";
  stream->read_bytes(6, into(end), [&](std::string piece) { pieces.push_back(std::move(piece)); });
  send("ab");
  settle();
  send("cd");
  settle();
  EXPECT_THAT(pieces, ElementsAre("ab", "cd"));
  EXPECT_EQ(end, "?");
  send("efgh");
  until([&] { return end != "?"; });
  EXPECT_THAT(pieces, ElementsAre("ab", "cd", "ef"));
  EXPECT_EQ(end, "");
  std::string rest;
  stream->read_bytes(2, into(rest));
  until([&] { return !rest.empty(); });
  EXPECT_EQ(rest, "gh");
}

TEST_F(Read, UntilCloseWithAStreamingCallbackEndsWithNothingMore) {
  std::vector<std::string> pieces;
  std::string end = "?";
  stream->read_until_close(into(end),
                           [&](std::string piece) { pieces.push_back(std::move(piece)); });
  send("one");
  settle();
  send("two");
  peer.reset();
  until([&] { return end != "?"; });
  EXPECT_THAT(pieces, ElementsAre("one", "two"));
  EXPECT_EQ(end, "");
}

TEST_F(Read, ASecondReadWhileOneIsPendingIsRefusedAndTheFirstGoesOn) {
  std::string line;
  const auto nobody = [](const std::string&) { FAIL() << "a read that was refused"; };
  stream->read_until("\n", into(line));
  EXPECT_THROW(stream->read_bytes(1, nobody), AlreadyReadingError);
  EXPECT_THROW(stream->read_until("x", nobody), AlreadyReadingError);
  EXPECT_THROW(stream->read_until_regex("x", nobody), AlreadyReadingError);
  EXPECT_THROW(stream->read_until_close(nobody), AlreadyReadingError);
  send("x\n");
  until([&] { return !line.empty(); });
  EXPECT_EQ(line, "x\n");
}

TEST_F(Read, ABadPatternIsRefusedAndLeavesTheStreamFree) {
  std::string line;
  EXPECT_THROW(stream->read_until_regex("(", into(line)), std::invalid_argument);
  EXPECT_FALSE(stream->reading());
  send("x\n");
  stream->read_until_regex("\n", into(line));
  until([&] { return !line.empty(); });
  EXPECT_EQ(line, "x\n");
}

TEST_F(Read, OfAClosedStreamIsMetFromTheBufferAndElseRefused) {
  std::string first;
  std::string rest;
  send("one\ntwo\nth");
  stream->read_until("\n", into(first));
  peer.reset();
  until([&] { return stream->closed() && !first.empty(); });
  std::string second;
  stream->read_until("\n", into(second));
  EXPECT_THROW(stream->read_until("\n", into(rest)), StreamClosedError);
  until([&] { return !second.empty(); });
  EXPECT_EQ(second, "two\n");
}

TEST_F(Read, ARefusedReadOfAClosedStreamDoesNotCountAsPending) {
  std::string line;
  std::string rest;
  send("one\nth");
  stream->read_until("\n", into(line));
  peer.reset();
  until([&] { return !line.empty(); });
  ASSERT_TRUE(stream->closed());
  EXPECT_THROW(stream->read_until("\n", into(rest)), StreamClosedError);
  EXPECT_THROW(stream->read_bytes(3, into(rest)), StreamClosedError);
  EXPECT_FALSE(stream->reading());
  stream->read_until_close(into(rest));
  until([&] { return !rest.empty(); });
  EXPECT_EQ(rest, "th");
}

}  // namespace
}  // namespace eyewall::test
