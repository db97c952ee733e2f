// Listening sockets: both families, one port, and who may share it.
#include "net/bind_sockets.h"

#include "core/net/server_fixture.h"
#include "core/trace/recording.h"
#include "sys/resolve.h"

namespace eyewall::test {
namespace {

using ::testing::HasSubstr;
using Bind = ServerTest;

int family_of(const sys::Fd& socket) {
  return sys::local_address(socket.get()).family();
}

TEST_F(Bind, PortZeroIsOnePortForBothFamilies) {
  if (!has_ipv6()) GTEST_SKIP() << "no IPv6 here";
  const std::vector<sys::Fd> sockets = bind_sockets(0);
  ASSERT_EQ(sockets.size(), 2U);
  EXPECT_NE(family_of(sockets[0]), family_of(sockets[1]));
  EXPECT_NE(port_of(sockets[0]), 0);
  EXPECT_EQ(port_of(sockets[0]), port_of(sockets[1]));
}

TEST_F(Bind, TheIpv6SocketTakesNoIpv4Connections) {
  if (!has_ipv6()) GTEST_SKIP() << "no IPv6 here";
  const std::vector<sys::Fd> sockets = bind_sockets(0, {.family = AF_INET6});
  ASSERT_EQ(sockets.size(), 1U);
  // Its port is free for IPv4: the two do not share one socket.
  EXPECT_EQ(bind_sockets(port_of(sockets[0]), {.family = AF_INET}).size(), 1U);
}

TEST_F(Bind, AnAddressBindsThatAddressOnly) {
  const std::vector<sys::Fd> sockets = bind_sockets(0, {.address = "127.0.0.1"});
  ASSERT_EQ(sockets.size(), 1U);
  EXPECT_THAT(sys::local_address(sockets[0].get()).text(), HasSubstr("127.0.0.1:"));
}

TEST_F(Bind, AFamilyBindsThatFamilyOnly) {
  const std::vector<sys::Fd> sockets = bind_sockets(0, {.family = AF_INET});
  ASSERT_EQ(sockets.size(), 1U);
  EXPECT_EQ(family_of(sockets[0]), AF_INET);
}

TEST_F(Bind, APortThatIsTakenIsAnErrorWithTheAddress) {
  const std::vector<sys::Fd> first = bind_sockets(0, {.address = "127.0.0.1"});
  try {
    bind_sockets(port_of(first[0]), {.address = "127.0.0.1"});
    FAIL() << "it was bound twice";
  } catch (const sys::Error& error) {
    EXPECT_EQ(error.error(), EADDRINUSE);
    EXPECT_THAT(error.what(), HasSubstr("127.0.0.1:" + std::to_string(port_of(first[0]))));
  }
}

TEST_F(Bind, WithReusePortTwoMayHaveThePort) {
  const BindOptions shared{.address = "127.0.0.1", .reuse_port = true};
  const std::vector<sys::Fd> first = bind_sockets(0, shared);
  EXPECT_EQ(port_of(bind_sockets(port_of(first[0]), shared)[0]), port_of(first[0]));
}

TEST_F(Bind, TheSocketsListenWithTheBacklog) {
  const std::vector<sys::Fd> sockets = bind_sockets(0, {.address = "127.0.0.1"});
  int listens = 0;
  socklen_t size = sizeof listens;
  ASSERT_EQ(::getsockopt(sockets[0].get(), SOL_SOCKET, SO_ACCEPTCONN, &listens, &size), 0);
  EXPECT_EQ(listens, 1);
}

TEST_F(Bind, ANameThatIsNoneIsAnError) {
  EXPECT_THROW(bind_sockets(0, {.address = "no such host!"}), sys::ResolveError);
}

TEST_F(Bind, EachSocketIsInTheTraceByItsName) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  const std::vector<sys::Fd> sockets = bind_sockets(0, {.address = "127.0.0.1"});
  const std::vector<Json> events = recording.events("net.listen");
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0]["who"], "listen1");
  EXPECT_EQ(events[0]["address"], "127.0.0.1:" + std::to_string(port_of(sockets[0])));
}

}  // namespace
}  // namespace eyewall::test
