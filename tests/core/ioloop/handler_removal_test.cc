// Handlers that are removed: by themselves, by each other, with their loop; none is called any
// more.
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
using HandlerRemoval = test::OnSockets;
using testing::ElementsAre;
using testing::HasSubstr;

TEST_F(HandlerRemoval, MayRemoveThemselvesAndUseWhatTheyOwnAfterwards) {
  const auto owned = std::make_shared<std::string>("still here");
  std::string seen;
  loop.add_handler(
      near_a(),
      [&, owned](int fd, std::uint32_t) {
        loop.remove_handler(fd);
        seen = *owned;
      },
      IOLoop::kRead);
  a.feed();
  turn(2);
  EXPECT_EQ(seen, "still here");
  EXPECT_EQ(owned.use_count(), 1) << "destroyed when the turn was over";
}

TEST_F(HandlerRemoval, OfADescriptorRemovedByAnotherInTheSameTurnAreNotCalled) {
  const auto remove_the_other = [&](int fd, std::uint32_t) {
    ++calls;
    loop.remove_handler(fd == near_a() ? near_b() : near_a());
  };
  loop.add_handler(near_a(), remove_the_other, IOLoop::kRead);
  loop.add_handler(near_b(), remove_the_other, IOLoop::kRead);
  a.feed();
  b.feed();
  turn();
  EXPECT_EQ(calls, 1);
}

TEST_F(HandlerRemoval, OfAReusedNumberDoNotGetTheEventsOfTheDescriptorBefore) {
  int stale = 0;
  auto replace = [&](SocketPair& other) {
    ++calls;
    const int number = other.near.get();
    loop.remove_handler(number);
    other.near.reset();
    SocketPair fresh;  // one of its two gets the number that is free now
    ASSERT_TRUE(fresh.near.get() == number || fresh.far.get() == number);
    if (fresh.far.get() == number) std::swap(fresh.near, fresh.far);
    loop.add_handler(
        number, [&](int, std::uint32_t) { ++stale; }, IOLoop::kRead);
    other = std::move(fresh);
  };
  bool first = true;
  const auto handler = [&](int fd, std::uint32_t) {
    if (!first) return;
    first = false;
    replace(fd == near_a() ? b : a);
  };
  loop.add_handler(near_a(), handler, IOLoop::kRead);
  loop.add_handler(near_b(), handler, IOLoop::kRead);
  a.feed();
  b.feed();
  turn(2);
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(stale, 0);
}

TEST_F(HandlerRemoval, WhoseEndRemovesAnotherAreDestroyedSafely) {
  struct Removes {
    IOLoop* loop;
    int fd;
    ~Removes() { loop->remove_handler(fd); }
  };
  std::vector<SocketPair> pairs(20);
  for (SocketPair& pair : pairs)
    loop.add_handler(
        pair.near.get(), [](int, std::uint32_t) {}, IOLoop::kRead);
  std::vector<std::shared_ptr<Removes>> removes;
  for (SocketPair& pair : pairs)
    removes.push_back(std::make_shared<Removes>(Removes{&loop, pair.near.get()}));
  loop.add_handler(
      near_a(), [r = std::move(removes)](int, std::uint32_t) {}, IOLoop::kRead);
  loop.remove_handler(near_a());
  b.feed();
  loop.add_handler(
      near_b(), [](int, std::uint32_t) {}, IOLoop::kRead);
  turn(2);
  loop.add_handler(
      pairs[0].near.get(), [](int, std::uint32_t) {}, IOLoop::kRead);
}

TEST_F(HandlerRemoval, LiveOnWhileANestedLoopRunsInThem) {
  const auto owned = std::make_shared<std::string>("still here");
  std::string seen;
  loop.add_handler(
      near_a(),
      [&, owned](int fd, std::uint32_t) {
        loop.remove_handler(fd);
        turn();  // looks at the descriptors, and buries no handler that runs
        seen = *owned;
      },
      IOLoop::kRead);
  a.feed();
  b.feed();
  loop.add_handler(
      near_b(), [&](int, std::uint32_t) { b.drain(); }, IOLoop::kRead);
  loop.add_timeout(10s, [&] { loop.stop(); });
  loop.start();
  EXPECT_EQ(seen, "still here");
}

TEST_F(HandlerRemoval, MayCloseTheLoop) {
  const auto owned = std::make_shared<std::string>("still here");
  std::string seen;
  loop.add_handler(
      near_a(),
      [&, owned](int, std::uint32_t) {
        loop.stop();
        loop.close();
        seen = *owned;
      },
      IOLoop::kRead);
  a.feed();
  loop.start();
  EXPECT_EQ(seen, "still here");
}

TEST_F(HandlerRemoval, ClosingTheLoopClosesTheirDescriptorsWhenAsked) {
  const int number = near_a();
  loop.add_handler(
      number, [](int, std::uint32_t) {}, IOLoop::kRead);
  loop.add_handler(
      near_b(), [](int, std::uint32_t) {}, IOLoop::kRead);
  a.near.release();
  IOLoop other;
  loop.remove_handler(near_b());
  loop.close(true);
  EXPECT_EQ(sys::close(number).error, EBADF) << "closed already";
  EXPECT_NO_THROW(other.add_handler(
      near_b(), [](int, std::uint32_t) {}, IOLoop::kRead));
}

TEST_F(HandlerRemoval, RemovedAfterTheirDescriptorWasClosedAreLoggedAtMost) {
  const CapturedLog log;
  const int number = near_a();
  loop.add_handler(
      number, [](int, std::uint32_t) {}, IOLoop::kRead);
  a.near.reset();
  loop.remove_handler(number);
  EXPECT_THAT(log.messages(), ElementsAre(HasSubstr("remove_handler: epoll_ctl(DEL)")));
}

}  // namespace
}  // namespace eyewall
