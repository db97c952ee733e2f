// Who closes a descriptor, and when.
#include "sys/fd.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <type_traits>

#include "core/trace/recording.h"
#include "sys/epoll_calls.h"
#include "sys/result.h"
#include "sys/socket_calls.h"

namespace eyewall::sys {
namespace {

bool is_open(int fd) {
  return ::fcntl(fd, F_GETFD) != -1;
}

TEST(Fd, ClosesItsDescriptorWhenItDies) {
  int number = -1;
  {
    const Fd fd = eventfd_create();
    number = fd.get();
    EXPECT_TRUE(is_open(number));
  }
  EXPECT_FALSE(is_open(number));
}

TEST(Fd, IsMovedAndNeverCopied) {
  static_assert(!std::is_copy_constructible_v<Fd> && !std::is_copy_assignable_v<Fd>);
  static_assert(std::is_nothrow_move_constructible_v<Fd>);
  Fd first = eventfd_create();
  const int number = first.get();
  Fd second = std::move(first);
  EXPECT_FALSE(first);  // NOLINT: that is the claim
  EXPECT_EQ(second.get(), number);
  EXPECT_TRUE(is_open(number));
}

TEST(Fd, AssigningClosesWhatItHeld) {
  Fd held = eventfd_create();
  const int old = held.get();
  held = eventfd_create();
  EXPECT_NE(held.get(), old);
  EXPECT_FALSE(is_open(old));
  Fd& itself = held;
  held = std::move(itself);
  EXPECT_TRUE(is_open(held.get())) << "a move to itself keeps it";
}

TEST(Fd, ReleaseGivesItAwayAndResetClosesNow) {
  Fd fd = eventfd_create();
  const Fd other(fd.release());
  EXPECT_FALSE(fd);
  fd.reset();
  EXPECT_TRUE(is_open(other.get()));
  Fd now = eventfd_create();
  const int number = now.get();
  now.reset();
  now.reset();
  EXPECT_FALSE(is_open(number));
}

TEST(Fd, AnEmptyOneClosesNothing) {
  SKIP_WHEN_RECORDED();
  const test::Recording recording;
  { const Fd empty; }
  EXPECT_TRUE(recording.events().empty());
}

TEST(Close, ForgetsTheNameOfTheDescriptor) {
  SKIP_WHEN_RECORDED();
  const test::Recording recording;
  Fd fd = eventfd_create();
  trace::name_descriptor(fd.get(), "thing");
  EXPECT_EQ(trace::descriptor_name(fd.get()), "thing1");
  const int number = fd.get();
  fd.reset();
  EXPECT_EQ(trace::descriptor_name(number), "");
  EXPECT_EQ(recording.events("sys.close")[0]["fd"], number);
}

TEST(Close, OfABadDescriptorIsAValueNotAnException) {
  const Result result = close(-1);
  EXPECT_FALSE(result.ok());
  EXPECT_EQ(result.error, EBADF);
}

TEST(Descriptors, AreClosedWhenAnotherProgramIsExecuted) {
  const Fd socket = stream_socket(AF_INET);
  const Fd event = eventfd_create();
  const Fd epoll = epoll_create();
  for (const int fd : {socket.get(), event.get(), epoll.get()})
    EXPECT_EQ(::fcntl(fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
  EXPECT_EQ(::fcntl(socket.get(), F_GETFL) & O_NONBLOCK, O_NONBLOCK);
}

}  // namespace
}  // namespace eyewall::sys
