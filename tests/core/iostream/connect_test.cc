// Connecting over TCP on loopback: done, refused, reset; options of the socket.
#include <gmock/gmock.h>
#include <netinet/tcp.h>

#include "stream_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::ElementsAre;

using Connect = TcpTest;

class Connect6 : public TcpTest {
 protected:
  Connect6() : TcpTest("::1") {}
};

std::string take(const sys::Fd& socket) {
  char bytes[256];
  const sys::Result result = sys::recv(socket.get(), bytes);
  return result.ok() ? std::string(bytes, static_cast<std::size_t>(result.value)) : "";
}

TEST_F(Connect, RunsItsCallbackFromTheLoop) {
  const auto stream = new_stream();
  stream->connect(address, note("connected"));
  EXPECT_TRUE(order.empty());
  until([&] { return !order.empty(); });
  const sys::Fd other = accept();
  stream->write("hi");
  std::string got;
  until([&] { return !(got += take(other)).empty(); });
  EXPECT_EQ(got, "hi");
  stream->close();
}

TEST_F(Connect6, WorksOverIPv6) {
  const auto stream = new_stream();
  stream->connect(address, note("connected"));
  until([&] { return !order.empty(); });
  stream->close();
}

TEST_F(Connect, KeepsWhatIsWrittenBefore) {
  const auto stream = new_stream();
  stream->connect(address, note("connected"));
  stream->write("early", note("written"));
  const sys::Fd other = accept();
  std::string got;
  until([&] { return !(got += take(other)).empty(); });
  EXPECT_EQ(got, "early");
  until([&] { return order.size() == 2; });
  EXPECT_THAT(order, ElementsAre("connected", "written"));
  stream->close();
}

TEST_F(Connect, RunsTheCallbackOfAnEmptyWriteThatCameBefore) {
  const auto stream = new_stream();
  stream->connect(address);
  stream->write("", note("written"));
  until([&] { return !order.empty(); });
  stream->close();
}

TEST_F(Connect, RefusedClosesTheStreamAndErrorSaysWhy) {
  listener.reset();
  const auto stream = new_stream();
  stream->set_close_callback(note("close"));
  stream->connect(address, note("connected"));
  until([&] { return !order.empty(); });
  settle();
  EXPECT_THAT(order, ElementsAre("close"));
  EXPECT_EQ(error_number(*stream), ECONNREFUSED);
  EXPECT_TRUE(log.has("Connect error"));
}

TEST_F(Connect, ThatFailsAtOnceClosesTheStreamToo) {
  const auto stream = new_stream();
  stream->set_close_callback(note("close"));
  stream->connect(sys::Address::numeric("::1", 1), note("connected"));  // of another family
  EXPECT_TRUE(stream->closed());
  until([&] { return !order.empty(); });
  EXPECT_THAT(order, ElementsAre("close"));
  EXPECT_NE(error_number(*stream), 0);
}

TEST_F(Connect, OnAClosedStreamIsRefused) {
  const auto stream = new_stream();
  stream->close();
  EXPECT_THROW(stream->connect(address), StreamClosedError);
}

TEST_F(Connect, AResetByThePeerIsACloseWithAnError) {
  const auto stream = new_stream();
  stream->set_close_callback(note("close"));
  stream->connect(address, note("connected"));
  sys::Fd other = accept();
  until([&] { return !order.empty(); });
  stream->read_until("\n", [](const std::string&) { FAIL(); });
  settle();
  reset(other);
  until([&] { return order.size() == 2; });
  EXPECT_EQ(error_number(*stream), ECONNRESET);
  EXPECT_FALSE(log.has("error on read")) << "a reset is no news";
}

TEST_F(Connect, WhatCameBeforeAResetIsHandedOutFirst) {
  const auto stream = new_stream();
  stream->set_close_callback(note("close"));
  stream->connect(address, note("connected"));
  sys::Fd other = accept();
  until([&] { return !order.empty(); });
  std::string line;
  stream->read_until("\n", noted_into(line));
  settle();
  ASSERT_TRUE(sys::send(other.get(), std::string_view("last\n")).ok());
  reset(other);
  until([&] { return order.size() == 3; });
  EXPECT_THAT(order, ElementsAre("connected", "read", "close"));
}

int nodelay(int fd) {
  int value = -1;
  socklen_t size = sizeof value;
  ::getsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &value, &size);
  return value;
}

TEST_F(Connect, NodelayIsSetOnAStreamThatConnectedAndOnOneThatWasAccepted) {
  const auto stream = new_stream();
  stream->connect(address, note("connected"));
  sys::Fd other = accept();
  until([&] { return !order.empty(); });
  stream->set_nodelay(true);
  EXPECT_NE(nodelay(fd), 0);
  stream->set_nodelay(false);
  EXPECT_EQ(nodelay(fd), 0);

  const int accepted_fd = other.get();
  const auto accepted = IOStream::create(std::move(other), loop);
  accepted->set_nodelay(true);
  EXPECT_NE(nodelay(accepted_fd), 0);
  stream->close();
  accepted->close();
  stream->set_nodelay(true);  // nothing happens
}

TEST_F(StreamTest, NodelayOfAnotherKindOfSocketDoesNothing) {
  EXPECT_NO_THROW(stream->set_nodelay(true));
}

}  // namespace
}  // namespace eyewall::test
