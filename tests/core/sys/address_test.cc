// Addresses: numeric text to a socket address and back; names through getaddrinfo.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netdb.h>
#include <sys/un.h>

#include <cstring>
#include <string>

#include "sys/resolve.h"
#include "sys/socket_calls.h"

namespace eyewall::sys {
namespace {

TEST(Address, ReadsNumericIpv4AndIpv6) {
  const Address v4 = Address::numeric("127.0.0.1", 8080);
  EXPECT_EQ(v4.family(), AF_INET);
  EXPECT_EQ(v4.port(), 8080);
  EXPECT_EQ(v4.text(), "127.0.0.1:8080");
  const Address v6 = Address::numeric("::1", 443);
  EXPECT_EQ(v6.family(), AF_INET6);
  EXPECT_EQ(v6.port(), 443);
  EXPECT_EQ(v6.text(), "[::1]:443");
  EXPECT_EQ(Address::numeric("2001:db8:0:0:0:0:0:7", 65535).text(), "[2001:db8::7]:65535");
}

TEST(Address, RefusesWhatIsNotNumeric) {
  for (const std::string& bad :
       {std::string("localhost"), std::string(""), std::string("1.2.3"), std::string("1.2.3.4.5"),
        std::string("256.0.0.1"), std::string(" 127.0.0.1"), std::string("127.0.0.1:80"),
        std::string("[::1]"), std::string("12345::"), std::string("127.0.0.1\0.evil.org", 19)}) {
    try {
      Address::numeric(bad, 80);
      ADD_FAILURE() << "taken: " << bad;
    } catch (const Error& error) {
      EXPECT_EQ(error.error(), EINVAL);
      EXPECT_THAT(error.what(), testing::HasSubstr("not a numeric address"));
    }
  }
}

TEST(Address, OfAUnixSocketIsItsPath) {
  sockaddr_un unix_address{};
  unix_address.sun_family = AF_UNIX;
  std::strcpy(unix_address.sun_path, "/run/eyewall.sock");
  const Address address(reinterpret_cast<const sockaddr*>(&unix_address), sizeof unix_address);
  EXPECT_EQ(address.text(), "/run/eyewall.sock");
  EXPECT_EQ(address.port(), 0);
}

TEST(Address, WithoutAFamilySaysSo) {
  EXPECT_EQ(Address().text(), "address family 0");
  EXPECT_EQ(Address().port(), 0);
}

TEST(Address, TooLongForAnyFamilyIsCutNotOverrun) {
  char long_one[512] = {};
  const Address address(reinterpret_cast<const sockaddr*>(long_one), sizeof long_one);
  EXPECT_EQ(address.family(), AF_UNSPEC);
}

TEST(Getaddrinfo, GivesNumericAddressesWithoutAskingAnybody) {
  const auto addresses = getaddrinfo("127.0.0.1", 80, AF_UNSPEC);
  ASSERT_EQ(addresses.size(), 1u);
  EXPECT_EQ(addresses[0].text(), "127.0.0.1:80");
  EXPECT_EQ(getaddrinfo("", 80, AF_INET, true).at(0).text(), "0.0.0.0:80");
}

TEST(Getaddrinfo, ThrowsTheNameServicesReason) {
  try {
    getaddrinfo("127.0.0.1", 80, AF_INET6);  // an IPv4 address is no IPv6 one: no network needed
    FAIL() << "nothing was thrown";
  } catch (const ResolveError& error) {
    EXPECT_NE(error.code(), 0);
    EXPECT_THAT(error.what(), testing::StartsWith("cannot resolve 127.0.0.1: "));
  }
}

}  // namespace
}  // namespace eyewall::sys
