// Handlers of descriptors, on real sockets and a real epoll.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/ioloop/handlers.h"
#include "core/sys/captured_log.h"
#include "core/trace/recording.h"
#include "ioloop/ioloop.h"

namespace eyewall {
namespace {

using namespace std::chrono_literals;
using test::CapturedLog;
using test::Recording;
using test::SocketPair;
using Handlers = test::OnSockets;
using testing::ElementsAre;
using testing::HasSubstr;

TEST_F(Handlers, AreCalledWithTheDescriptorAndItsEvents) {
  loop.add_handler(
      near_a(),
      [&](int fd, std::uint32_t events) {
        EXPECT_EQ(fd, near_a());
        EXPECT_EQ(events, IOLoop::kRead);
        ++calls;
      },
      IOLoop::kRead);
  turn();
  EXPECT_EQ(calls, 0) << "nothing to read";
  a.feed();
  turn();
  EXPECT_EQ(calls, 1);
}

TEST_F(Handlers, AreLevelTriggeredCalledAgainUntilTheBytesAreRead) {
  loop.add_handler(
      near_a(), [&](int, std::uint32_t) { ++calls == 3 ? a.drain() : void(); }, IOLoop::kRead);
  a.feed();
  turn(6);
  EXPECT_EQ(calls, 3);
}

TEST_F(Handlers, AreToldOfHangupEvenWhenTheyAskedForNothing) {
  std::uint32_t seen = 0;
  loop.add_handler(
      near_a(),
      [&](int fd, std::uint32_t events) {
        seen = events;
        loop.remove_handler(fd);
      },
      IOLoop::kNone);
  a.far.reset();
  turn();
  EXPECT_NE(seen & IOLoop::kError, 0u);
}

TEST_F(Handlers, UpdateChangesWhatTheyWaitFor) {
  std::vector<std::uint32_t> seen;
  loop.add_handler(
      near_a(), [&](int, std::uint32_t events) { seen.push_back(events); }, IOLoop::kRead);
  loop.update_handler(near_a(), IOLoop::kWrite);
  a.feed();
  turn();
  loop.update_handler(near_a(), IOLoop::kRead | IOLoop::kWrite);
  turn();
  loop.update_handler(near_a(), IOLoop::kNone);
  turn();
  EXPECT_THAT(seen, ElementsAre(IOLoop::kWrite, IOLoop::kRead | IOLoop::kWrite));
}

TEST_F(Handlers, AddedTwiceForOneDescriptorAreRefused) {
  loop.add_handler(
      near_a(), [&](int, std::uint32_t) { ++calls; }, IOLoop::kRead);
  try {
    loop.add_handler(
        near_a(), [](int, std::uint32_t) {}, IOLoop::kRead);
    FAIL() << "taken";
  } catch (const sys::Error& error) {
    EXPECT_EQ(error.error(), EEXIST);
  }
  a.feed();
  turn();
  EXPECT_EQ(calls, 1) << "the first one stays";
}

TEST_F(Handlers, OfWhatCannotBePolledAreRefusedAndLeaveNothingBehind) {
  const auto error_of = [&](int fd) {
    try {
      loop.add_handler(
          fd, [](int, std::uint32_t) {}, IOLoop::kRead);
      return 0;
    } catch (const sys::Error& error) {
      return error.error();
    }
  };
  loop.add_handler(
      near_a(), [&](int, std::uint32_t) { ++calls; }, IOLoop::kRead);
  EXPECT_EQ(error_of(-1), EBADF);
  EXPECT_EQ(error_of(100'000), EBADF);
  EXPECT_EQ(error_of(100'000), EBADF) << "not EEXIST: the failed one is forgotten";
  const std::unique_ptr<FILE, int (*)(FILE*)> file(std::tmpfile(), std::fclose);
  EXPECT_EQ(error_of(::fileno(file.get())), EPERM);
  a.feed();
  turn();
  EXPECT_EQ(calls, 1) << "the others are not touched";
}

TEST_F(Handlers, UpdateOfAnUnknownDescriptorIsAnErrorAndRemoveIsNone) {
  EXPECT_THROW(loop.update_handler(near_a(), IOLoop::kRead), sys::Error);
  EXPECT_THROW(loop.update_handler(-1, IOLoop::kRead), sys::Error);
  loop.remove_handler(near_a());
  loop.remove_handler(-1);
  loop.remove_handler(1 << 20);
}

TEST_F(Handlers, ThatThrowAreTracedLoggedAndSurvived) {
  SKIP_WHEN_RECORDED();
  const CapturedLog log;
  const Recording recording;
  loop.add_handler(near_a(),
                   named("on_read", [](int, std::uint32_t) { throw std::runtime_error("oops"); }),
                   IOLoop::kRead);
  loop.add_handler(
      near_b(), [&](int, std::uint32_t) { ++calls; }, IOLoop::kRead);
  a.feed();
  b.feed();
  turn();
  EXPECT_EQ(calls, 1);
  EXPECT_THAT(log.messages(), ElementsAre("Exception in I/O handler for fd " +
                                          std::to_string(near_a()) + ": std::runtime_error: oops"));
  EXPECT_EQ(recording.events("handler.raise").at(0)["error"], "oops");
  EXPECT_EQ(recording.events("handler.end").size(), recording.events("handler.begin").size());
}

TEST_F(Handlers, RunInTheOrderInWhichEpollReturnedThem) {
  std::vector<int> order;
  std::vector<SocketPair> pairs(8);
  std::vector<int> fed;
  for (SocketPair& pair : pairs) {
    loop.add_handler(
        pair.near.get(), [&](int fd, std::uint32_t) { order.push_back(fd); }, IOLoop::kRead);
  }
  for (const std::size_t i : {5u, 2u, 7u, 0u}) {
    pairs[i].feed();
    fed.push_back(pairs[i].near.get());
  }
  turn();
  EXPECT_EQ(order, fed) << "Linux returns them in the order in which they became ready";
}

TEST_F(Handlers, MoreThanOnePollCanTakeAllGetTheirTurn) {
  std::vector<SocketPair> pairs(300);  // a poll takes 256
  for (SocketPair& pair : pairs) {
    pair.feed();
    loop.add_handler(
        pair.near.get(),
        [&](int fd, std::uint32_t) {
          ++calls;
          loop.remove_handler(fd);
        },
        IOLoop::kRead);
  }
  turn(2);
  EXPECT_EQ(calls, 300);
}

TEST_F(Handlers, TellTheTraceWhatTheyAnswerTo) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  trace::name_descriptor(near_a(), "conn");
  loop.add_handler(near_a(), named("on_read", [&](int, std::uint32_t) { a.drain(); }),
                   IOLoop::kRead);
  loop.update_handler(near_a(), IOLoop::kRead | IOLoop::kWrite);
  a.feed();
  turn();
  loop.remove_handler(near_a());
  const auto add = recording.events("fd.add").at(0);
  EXPECT_EQ(add["who"], "conn1");
  EXPECT_EQ(add["events"], test::Json({"READ", "ERR", "HUP"})) << "errors are always asked for";
  const auto event = recording.events("poll.event").at(0);
  EXPECT_EQ(event["cause"], recording.events("fd.modify").at(0)["seq"]);
  const auto begin = recording.events("handler.begin").at(0);
  EXPECT_EQ(begin["cause"], event["seq"]);
  EXPECT_EQ(begin["name"], "on_read");
  EXPECT_EQ(recording.events("fd.remove").size(), 1u);
}

}  // namespace
}  // namespace eyewall
