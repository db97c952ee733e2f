// The scripted peer: each packet when the client has taken the one before, on real sockets.
#include "net/scripted_peer.h"

#include <gmock/gmock.h>

#include "core/iostream/stream_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::ElementsAre;

class Scripted : public ::testing::Test {
 protected:
  // Runs the script against a client that asks and reads until the peer closes.
  void run(std::vector<Packet> packets) {
    ScriptedPeer peer(std::move(packets));
    IOLoop loop(std::make_unique<ScriptedPoller>(peer, clock), clock);
    const sys::Address address = sys::Address::numeric("127.0.0.1", peer.port());
    const auto stream = IOStream::create(sys::stream_socket(address.family()), loop);
    stream->connect(address);
    stream->write("GET / HTTP/1.1\r\n\r\n");
    stream->set_close_callback([&] { loop.stop(); });
    stream->read_until_close([](const std::string&) {},
                             [&](std::string piece) { pieces.push_back(std::move(piece)); });
    loop.add_timeout(std::chrono::hours(1), [&] {
      timed_out = true;
      loop.stop();
    });
    loop.start();
    stream->close();
  }

  ScriptedClock clock;
  std::vector<std::string> pieces;
  bool timed_out = false;
};

TEST_F(Scripted, SendsEachPacketWhenTheOneBeforeIsTaken) {
  run({"one", "two", "three", std::nullopt});
  EXPECT_THAT(pieces, ElementsAre("one", "two", "three"));
  EXPECT_FALSE(timed_out);
}

TEST_F(Scripted, LeavesOutEmptyPackets) {
  run({"one", "", "two", std::nullopt});
  EXPECT_THAT(pieces, ElementsAre("one", "two"));
}

TEST_F(Scripted, LetsTheClockPassAtOnceWhenTheScriptHasEnded) {
  run({"one"});
  EXPECT_THAT(pieces, ElementsAre("one"));
  EXPECT_TRUE(timed_out);
}

TEST_F(Scripted, LetsTheClockPassWhileTheClientHasNothingToSay) {
  ScriptedPeer peer({"never asked for"});
  IOLoop loop(std::make_unique<ScriptedPoller>(peer, clock), clock);
  const sys::TimePoint before = clock.now();
  loop.add_timeout(std::chrono::hours(1), [&] { loop.stop(); });
  loop.start();
  EXPECT_GE(clock.now() - before, std::chrono::hours(1));
}

TEST_F(Scripted, SendsAPacketThatIsLargerThanTheKernelTakesAtOnce) {
  const std::string large(std::size_t{16} << 20U, 'x');
  run({large, std::nullopt});
  std::string all;
  for (const std::string& piece : pieces) all += piece;
  EXPECT_EQ(all.size(), large.size());
}

}  // namespace
}  // namespace eyewall::test
