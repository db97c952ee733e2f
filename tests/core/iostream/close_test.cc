// The end of a stream: its close callback comes last, once; what was read is handed out before it.
#include <gmock/gmock.h>

#include "stack_context/stack_context.h"
#include "stream_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::ElementsAre;

using Close = StreamTest;

TEST_F(Close, CallbackComesBehindTheReadThatTheLastBytesMet) {
  std::string line;
  stream->set_close_callback(note("close"));
  stream->read_until("\n", noted_into(line));
  settle();
  send("bye\n");
  peer.reset();
  until([&] { return order.size() == 2; });
  EXPECT_THAT(order, ElementsAre("read", "close"));
}

TEST_F(Close, CallbackWaitsForEveryReadThatTheBufferStillMeets) {
  stream->set_close_callback(note("close"));
  send("a\nb\nc\nd");
  peer.reset();
  stream->read_until("\n", [&](std::string a) {
    order.push_back(std::move(a));
    stream->read_until("\n", [&](std::string b) {
      order.push_back(std::move(b));
      stream->read_bytes(2, [&](std::string c) { order.push_back(std::move(c)); });
    });
  });
  until([&] { return order.size() == 4; });
  settle();
  EXPECT_THAT(order, ElementsAre("a\n", "b\n", "c\n", "close"));
}

TEST_F(Close, CallbackRunsOnceHoweverOftenItIsClosed) {
  stream->set_close_callback(note("close"));
  stream->close();
  stream->close();
  EXPECT_TRUE(order.empty()) << "it runs from the loop";
  settle();
  stream->close();
  settle();
  EXPECT_THAT(order, ElementsAre("close"));
}

TEST_F(Close, CallbackComesBehindAWriteCallback) {
  stream->set_close_callback(note("close"));
  stream->write("x", note("written"));
  stream->close();
  settle();
  EXPECT_THAT(order, ElementsAre("written", "close"));
}

TEST_F(Close, DropsAReadThatWillNeverBeMet) {
  const auto token = std::make_shared<int>(0);
  stream->set_close_callback(note("close"));
  stream->read_until("\n", [token](const std::string&) { FAIL(); });
  send("no newline");
  settle();
  peer.reset();
  until([&] { return !order.empty(); });
  EXPECT_EQ(token.use_count(), 1);
}

TEST_F(Close, OfAnIdleStreamIsNoticed) {
  std::string line;
  stream->set_close_callback(note("close"));
  send("x\n");
  stream->read_until("\n", into(line));
  until([&] { return !line.empty(); });
  settle();
  peer.reset();
  until([&] { return !order.empty(); });
  EXPECT_EQ(stream->error(), nullptr);
}

TEST_F(Close, WithAnErrorKeepsIt) {
  stream->close(std::make_exception_ptr(sys::Error(EPROTO, "mine")));
  EXPECT_EQ(error_number(*stream), EPROTO);
  stream->close(std::make_exception_ptr(sys::Error(EIO, "too late")));
  EXPECT_EQ(error_number(*stream), EPROTO);
}

TEST_F(Close, MeetsAReadUntilCloseWithWhatThereIs) {
  std::string all = "?";
  stream->set_close_callback(note("close"));
  stream->read_until_close(noted_into(all));
  send("half");
  settle();
  stream->close();
  until([&] { return order.size() == 2; });
  EXPECT_EQ(all, "half");
  EXPECT_THAT(order, ElementsAre("read", "close"));
}

TEST_F(Close, InsideAReadCallbackIsAllowed) {
  std::string line;
  stream->set_close_callback(note("close"));
  stream->read_until("\n", [&](const std::string&) {
    order.push_back("read");
    stream->close();
  });
  send("x\n");
  until([&] { return order.size() == 2; });
  EXPECT_THAT(order, ElementsAre("read", "close"));
}

TEST_F(Close, FollowsAnExceptionInAReadCallbackWhichReachesItsContext) {
  std::string caught;
  stream->set_close_callback(note("close"));
  const auto handler = [&](const std::exception_ptr& error) {
    try {
      std::rethrow_exception(error);
    } catch (const std::exception& e) {
      caught = e.what();
    }
    return false;
  };
  stack_context::with(stack_context::ExceptionStackContext{handler}, [&] {
    stream->read_until("\n", [](const std::string&) { throw std::runtime_error("mine"); });
  });
  send("x\n");
  until([&] { return !order.empty(); });
  EXPECT_EQ(caught, "mine");
  EXPECT_TRUE(stream->closed());
  EXPECT_TRUE(log.has("Uncaught exception, closing connection."));
  EXPECT_TRUE(log.has("mine")) << "nobody consumed it, so the loop logs it";
}

TEST_F(Close, DoesNotFollowAnExceptionThatTheContextConsumed) {
  bool caught = false;
  const auto handler = [&](const std::exception_ptr&) { return caught = true; };
  stack_context::with(stack_context::ExceptionStackContext{handler}, [&] {
    stream->read_until("\n", [](const std::string&) { throw std::runtime_error("mine"); });
  });
  send("x\n");
  until([&] { return caught; });
  settle();
  EXPECT_FALSE(stream->closed());
  EXPECT_TRUE(log.lines.empty());
}

TEST_F(Close, IsNotNeededForAStreamThatNobodyHoldsAndTheLoopDoesNotKnow) {
  const std::weak_ptr<IOStream> weak = stream;
  stream.reset();
  EXPECT_TRUE(weak.expired());
  EXPECT_FALSE(is_open(fd));
}

TEST_F(Close, ByThePeerFreesAStreamThatOnlyTheLoopHolds) {
  std::string line;
  stream->read_until("\n", into(line));
  const std::weak_ptr<IOStream> weak = stream;
  stream.reset();
  send("x\n");
  until([&] { return !line.empty(); });
  EXPECT_FALSE(weak.expired()) << "it is registered still";
  peer.reset();
  until([&] { return weak.expired(); });
  EXPECT_FALSE(is_open(fd));
}

TEST_F(Close, FreesAStreamThatItsOwnCallbacksHold) {
  stream->set_close_callback([keep = stream] {});
  stream->read_until("\n", [keep = stream](const std::string&) {});
  const std::weak_ptr<IOStream> weak = stream;
  stream.reset();
  settle();
  peer.reset();
  until([&] { return weak.expired(); });
}

TEST(CloseOfTheLoop, FreesItsStreamsAndWhatTheyScheduled) {
  LogCapture log;
  const auto token = std::make_shared<int>(0);
  std::weak_ptr<IOStream> weak;
  {
    IOLoop loop;
    auto [ours, theirs] = socket_pair();
    const auto stream = IOStream::create(std::move(ours), loop);
    weak = stream;
    stream->read_until("\n", [token](const std::string&) { FAIL(); });
    turn(loop);
    ASSERT_EQ(::send(theirs.get(), "x\n", 2, 0), 2);
    stream->write("y", [token] { FAIL(); });
  }
  EXPECT_TRUE(weak.expired());
  EXPECT_EQ(token.use_count(), 1);
}

}  // namespace
}  // namespace eyewall::test
