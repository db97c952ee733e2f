// A stream that stops at a short read: nothing is lost, and the end is noticed a poll later.
#include <gmock/gmock.h>

#include "core/iostream/stream_fixture.h"
#include "core/trace/recording.h"

namespace eyewall::test {
namespace {

using ::testing::ElementsAre;

class ShortRead : public StreamTest {
 protected:
  void SetUp() override {
    StreamTest::SetUp();
    stream->set_stop_at_short_read(true);
    stream->set_close_callback(note("close"));
  }
};

TEST_F(ShortRead, LosesNothingOfWhatComesInManyReads) {
  const std::string large(1'000'000, 'x');
  std::string got;
  stream->read_bytes(large.size(), into(got));
  for (std::string_view rest = large; !rest.empty();) {
    const ssize_t n = ::send(peer.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (n > 0) rest.remove_prefix(static_cast<std::size_t>(n));
    turn(loop);
  }
  until([&] { return !got.empty(); });
  EXPECT_TRUE(got == large);
}

TEST_F(ShortRead, HandsOutWhatCameBeforeTheEndWhileItIsStillOpen) {
  send("line\n");
  peer.reset();
  std::string line;
  bool closed = true;
  stream->read_until("\n", named("read", [&](std::string data) {
                       line = std::move(data);
                       closed = stream->closed();
                       order.push_back("read");
                     }));
  until([&] { return order.size() == 2; });
  EXPECT_THAT(order, ElementsAre("read", "close"));
  EXPECT_EQ(line, "line\n");
  EXPECT_FALSE(closed);
}

TEST_F(ShortRead, AsksTheKernelOnceAReadAndLearnsOfMoreByThePoll) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  std::string line;
  stream->read_until("\n", into(line));  // the first: nothing is known of the kernel yet
  for (const char* each : {"one\n", "two\n", "three\n"}) {
    send(each);
    until([&] { return line == each; });
    stream->read_until("\n", into(line));
  }
  EXPECT_THAT(recording.values<int>("sys.recv", "result"), ElementsAre(-1, 4, 4, 6));
}

TEST_F(ShortRead, TheEndIsNoticedByAReadThatAskedNobody) {
  std::string line;
  send("line\n");
  stream->read_until("\n", into(line));
  until([&] { return line == "line\n"; });
  stream->read_until("\n", into(line));
  peer.reset();
  until([&] { return order.size() == 1; });
  EXPECT_THAT(order, ElementsAre("close"));
}

TEST_F(ShortRead, TheEndEndsAReadUntilClose) {
  std::string all = "?";
  stream->read_until_close(into(all));
  send("rest");
  peer.reset();
  until([&] { return all != "?"; });
  EXPECT_EQ(all, "rest");
}

}  // namespace
}  // namespace eyewall::test
