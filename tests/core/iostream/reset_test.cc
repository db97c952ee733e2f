// A reset by the peer, told by the kernel in its two ways: with what there is to read, or before
// it.
//
// The kernel sets a socket's error first and its end afterwards. A poll in between finds an error
// and nothing to read, though bytes are there. ErrorFirst makes each such poll one of these.
#include <gmock/gmock.h>

#include "stream_fixture.h"

namespace eyewall::test {
namespace {

using ::testing::ElementsAre;

/// epoll, but that a descriptor with an error has nothing but its error.
class ErrorFirst final : public EpollPoller {
 public:
  int poll(std::span<epoll_event> out, sys::Duration timeout) override {
    const int count = EpollPoller::poll(out, timeout);
    for (int i = 0; i < count; ++i) {
      epoll_event& event = out[static_cast<std::size_t>(i)];
      if (event.events & EPOLLERR) event.events = EPOLLERR;
    }
    return count;
  }
};

template <class P>
class Reset : public TcpTest {
 protected:
  Reset() : TcpTest("127.0.0.1", std::make_unique<P>()) {}
  void SetUp() override { connect_stream(IOStream::kMaxBufferSize); }
  void connect_stream(std::size_t max_buffer_size) {
    if (stream) stream->close();
    settle();
    order.clear();
    stream = IOStream::create(sys::stream_socket(AF_INET), loop, max_buffer_size);
    stream->set_close_callback(note("close"));
    stream->connect(address, note("connected"));
    other = accept();
    until([&] { return !order.empty(); });
    order.clear();
  }
  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const sys::Result sent = sys::send(other.get(), bytes);
      ASSERT_TRUE(sent.ok());
      bytes.remove_prefix(static_cast<std::size_t>(sent.value));
    }
  }
  void closed_with_reset() {
    until([&] { return !order.empty() && order.back() == "close"; });
    EXPECT_EQ(error_number(*stream), ECONNRESET);
    EXPECT_FALSE(log.has("error on read")) << "a reset is no news";
  }

  std::shared_ptr<IOStream> stream;
  sys::Fd other;
};
using Pollers = ::testing::Types<EpollPoller, ErrorFirst>;
TYPED_TEST_SUITE(Reset, Pollers);

TYPED_TEST(Reset, IsACloseWithAnError) {
  this->stream->read_until("\n", [](const std::string&) { FAIL(); });
  TestFixture::reset(this->other);
  this->closed_with_reset();
}

TYPED_TEST(Reset, WhatCameBeforeItIsHandedOutFirst) {
  std::string line;
  this->stream->read_until("\n", this->noted_into(line));
  this->settle();
  this->send("last\n");
  TestFixture::reset(this->other);
  this->closed_with_reset();
  EXPECT_EQ(line, "last\n");
  EXPECT_THAT(this->order, ElementsAre("read", "close"));
}

TYPED_TEST(Reset, OfAReadUntilCloseGivesWhatCameAndTheErrorNeverACleanEnd) {
  std::string text;
  int error = 0;
  this->stream->read_until_close(named("read", [&](std::string data) {
    text = std::move(data);
    error = error_number(*this->stream);
  }));
  this->settle();
  this->send("half");
  TestFixture::reset(this->other);
  this->closed_with_reset();
  EXPECT_EQ(text, "half");
  EXPECT_EQ(error, ECONNRESET);
}

// More than one turn of the loop reads: the error must not end the stream before the rest is read.
TYPED_TEST(Reset, BehindMoreThanATurnReadsLosesNoByte) {
  constexpr std::size_t kAll = 40000;  // fits the kernel's buffers
  this->connect_stream(8192);
  std::size_t bytes = 0;
  this->send(std::string(kAll, 'x'));
  TestFixture::reset(this->other);
  this->stream->read_until_close([](const std::string&) {},
                                 [&](const std::string& piece) { bytes += piece.size(); });
  this->closed_with_reset();
  EXPECT_EQ(bytes, kAll);
}

TYPED_TEST(Reset, OfAConnectionThatIsBegunIsAConnectError) {
  this->listener.reset();
  const auto refused = this->new_stream();
  refused->set_close_callback(this->note("close"));
  refused->connect(this->address, this->note("connected"));
  this->until([&] { return !this->order.empty(); });
  EXPECT_THAT(this->order, ElementsAre("close"));
  EXPECT_EQ(error_number(*refused), ECONNREFUSED);
  EXPECT_TRUE(this->log.has("Connect error"));
  this->stream->close();
}

}  // namespace
}  // namespace eyewall::test
