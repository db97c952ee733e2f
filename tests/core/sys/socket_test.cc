// Sockets on loopback: connect, refuse, send, receive, end of stream, broken pipe.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>

#include <array>
#include <string>
#include <string_view>

#include "core/trace/recording.h"
#include "sys/epoll_calls.h"
#include "sys/socket_calls.h"

namespace eyewall::sys {
namespace {

struct Pair {
  Fd left, right;
};
Pair socketpair() {
  std::array<int, 2> fds{};
  check({::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds.data()), 0}, "socketpair");
  return {Fd(fds[0]), Fd(fds[1])};
}
Fd listener() {
  Fd fd = stream_socket(AF_INET);
  bind(fd.get(), Address::numeric("127.0.0.1", 0));
  listen(fd.get(), 8);
  return fd;
}
void wait_for(int fd, short events) {
  pollfd poll{fd, events, 0};
  ::poll(&poll, 1, 10'000);
}
std::string received(int fd) {
  std::array<char, 64> buffer{};
  const Result result = recv(fd, buffer);
  return result.ok() ? std::string(buffer.data(), static_cast<std::size_t>(result.value))
                     : error_name(result.error);
}
Result send_text(int fd, std::string_view text) {
  return send(fd, {text.data(), text.size()});
}

TEST(Sockets, AConnectionThatIsAcceptedCarriesBytesBothWays) {
  const Fd server = listener();
  const Address address = local_address(server.get());
  EXPECT_NE(address.port(), 0);
  const Fd client = stream_socket(AF_INET);
  const Result connecting = connect(client.get(), address);
  EXPECT_TRUE(connecting.ok() || connecting.error == EINPROGRESS);
  wait_for(server.get(), POLLIN);
  Address peer;
  const Result accepted = accept(server.get(), &peer);
  ASSERT_TRUE(accepted.ok());
  const Fd connection(static_cast<int>(accepted.value));
  EXPECT_EQ(peer.text(), local_address(client.get()).text());
  wait_for(client.get(), POLLOUT);
  EXPECT_EQ(socket_error(client.get()), 0);
  EXPECT_EQ(send_text(client.get(), "ping").value, 4);
  wait_for(connection.get(), POLLIN);
  EXPECT_EQ(received(connection.get()), "ping");
}

TEST(Sockets, AcceptingWhenNobodyCallsIsAskLater) {
  const Fd server = listener();
  EXPECT_TRUE(accept(server.get()).would_block());
}

TEST(Sockets, ARefusedConnectionIsAValue) {
  Fd server = listener();
  const Address address = local_address(server.get());
  server.reset();  // nobody listens there now
  const Fd client = stream_socket(AF_INET);
  const Result result = connect(client.get(), address);
  if (result.error == EINPROGRESS) {
    wait_for(client.get(), POLLOUT);
    EXPECT_EQ(socket_error(client.get()), ECONNREFUSED);
    EXPECT_EQ(socket_error(client.get()), 0) << "asking takes the error away";
  } else {
    EXPECT_EQ(result.error, ECONNREFUSED);
  }
}

TEST(Sockets, ReceivingNothingYetIsAskLaterAndTheEndIsZero) {
  Pair pair = socketpair();
  EXPECT_EQ(received(pair.left.get()), "EAGAIN");
  send_text(pair.right.get(), "last");
  pair.right.reset();
  EXPECT_EQ(received(pair.left.get()), "last");
  EXPECT_EQ(received(pair.left.get()), "") << "end of stream";
  EXPECT_EQ(received(pair.left.get()), "");
}

TEST(Sockets, SendingToAPeerThatIsGoneIsAValueAndNoSignal) {
  Pair pair = socketpair();
  pair.right.reset();
  const Result result = send_text(pair.left.get(), "anybody?");  // SIGPIPE would end this test
  EXPECT_EQ(result.error, EPIPE);
  EXPECT_EQ(result.value, -1);
}

TEST(Sockets, AFullBufferTakesWhatFitsAndThenIsAskLater) {
  const Pair pair = socketpair();
  const std::string much(1 << 20, 'x');
  Result result;
  std::size_t sent = 0;
  while ((result = send_text(pair.left.get(), much)).ok())
    sent += static_cast<std::size_t>(result.value);
  EXPECT_GT(sent, 0u);
  EXPECT_TRUE(result.would_block());
}

TEST(Sockets, ShuttingDownOneDirectionLeavesTheOther) {
  const Pair pair = socketpair();
  EXPECT_TRUE(shutdown_write(pair.left.get()).ok());
  EXPECT_EQ(received(pair.right.get()), "");
  send_text(pair.right.get(), "still here");
  EXPECT_EQ(received(pair.left.get()), "still here");
}

TEST(Sockets, ABrokenCallThrowsTheAttempt) {
  const Fd server = listener();
  const Fd second = stream_socket(AF_INET);
  try {
    bind(second.get(), local_address(server.get()));
    FAIL() << "two sockets on one address";
  } catch (const Error& error) {
    EXPECT_EQ(error.error(), EADDRINUSE);
    EXPECT_EQ(std::string(error.what()),
              "bind " + local_address(server.get()).text() + ": Address already in use");
  }
  EXPECT_THROW(stream_socket(12345), Error);
  EXPECT_THROW(listen(-1, 1), Error);
  EXPECT_THROW(local_address(-1), Error);
  EXPECT_THROW(socket_error(-1), Error);
  EXPECT_FALSE(set_option(-1, SOL_SOCKET, SO_REUSEADDR, 1).ok());
}

TEST(Sockets, EachCallIsInTheTraceWithItsResultOrErrno) {
  SKIP_WHEN_RECORDED();
  const Pair pair = socketpair();
  const test::Recording recording;
  received(pair.left.get());
  send_text(pair.right.get(), "four");
  received(pair.left.get());
  const auto events = recording.events();
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[0]["kind"], "sys.recv");
  EXPECT_EQ(events[0]["result"], -1);
  EXPECT_EQ(events[0]["error"], "EAGAIN");
  EXPECT_EQ(events[1]["kind"], "sys.send");
  EXPECT_EQ(events[1]["result"], 4);
  EXPECT_EQ(events[2]["result"], 4);
  EXPECT_FALSE(events[2].contains("error"));
}

TEST(Epoll, ReportsReadinessWithTheTokenItWasGiven) {
  const Pair pair = socketpair();
  const Fd epoll = epoll_create();
  std::array<epoll_event, 4> ready{};
  check(epoll_ctl(epoll.get(), EPOLL_CTL_ADD, pair.left.get(), EPOLLIN, 4711), "epoll_ctl");
  EXPECT_EQ(epoll_wait(epoll.get(), ready, Duration::zero()).value, 0);
  send_text(pair.right.get(), "x");
  ASSERT_EQ(epoll_wait(epoll.get(), ready, std::chrono::seconds(10)).value, 1);
  EXPECT_EQ(ready[0].data.u64, 4711u);
  EXPECT_EQ(ready[0].events, static_cast<std::uint32_t>(EPOLLIN));
  EXPECT_EQ(epoll_ctl(epoll.get(), EPOLL_CTL_ADD, pair.left.get(), EPOLLIN, 1).error, EEXIST);
  EXPECT_EQ(epoll_ctl(epoll.get(), EPOLL_CTL_MOD, pair.right.get(), EPOLLIN, 1).error, ENOENT);
}

TEST(Epoll, AnEventfdIsReadableOnceSignalledUntilItIsDrained) {
  const Fd event = eventfd_create();
  const Fd epoll = epoll_create();
  std::array<epoll_event, 4> ready{};
  check(epoll_ctl(epoll.get(), EPOLL_CTL_ADD, event.get(), EPOLLIN, 1), "epoll_ctl");
  eventfd_drain(event.get());  // harmless when nobody signalled
  errno = E2BIG;
  eventfd_signal(event.get());
  eventfd_signal(event.get());
  EXPECT_EQ(errno, E2BIG) << "a signal handler keeps errno";
  EXPECT_EQ(epoll_wait(epoll.get(), ready, Duration::zero()).value, 1);
  eventfd_drain(event.get());
  EXPECT_EQ(epoll_wait(epoll.get(), ready, Duration::zero()).value, 0);
}

TEST(Epoll, ATimeoutIsRoundedUpSoThatNoTimerIsPolledForEarly) {
  const Fd epoll = epoll_create();
  std::array<epoll_event, 1> ready{};
  const TimePoint before = monotonic_clock().now();
  EXPECT_EQ(epoll_wait(epoll.get(), ready, std::chrono::microseconds(1)).value, 0);
  EXPECT_GE(monotonic_clock().now() - before, std::chrono::microseconds(1));
}

}  // namespace
}  // namespace eyewall::sys
