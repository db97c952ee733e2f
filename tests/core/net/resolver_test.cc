// Resolvers: which addresses, on which thread, and where a failure goes. Only numeric addresses and
// localhost are asked for: no test depends on a name server.
#include "net/resolver.h"

#include <gmock/gmock.h>

#include <thread>

#include "core/iostream/stream_fixture.h"
#include "stack_context/stack_context.h"

namespace eyewall::test {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Resolving : public LoopTest {
 protected:
  AddrInfo ask(Resolver& resolver, const std::string& host, int family = AF_UNSPEC,
               std::uint16_t port = 80) {
    Future<AddrInfo> future = resolver.resolve(host, port, family);
    until([&] { return future.done(); });
    return future.result();
  }
  static std::vector<std::string> texts(const AddrInfo& addresses) {
    std::vector<std::string> all;
    for (const sys::Address& address : addresses) all.push_back(address.text());
    return all;
  }

  BlockingResolver blocking{loop};
};

TEST_F(Resolving, ANumericAddressGivesItselfWithThePort) {
  EXPECT_THAT(texts(ask(blocking, "127.0.0.1")), ElementsAre("127.0.0.1:80"));
  EXPECT_THAT(texts(ask(blocking, "::1")), ElementsAre("[::1]:80"));
}

TEST_F(Resolving, TheFamilyChoosesTheAddresses) {
  EXPECT_THAT(texts(ask(blocking, "127.0.0.1", AF_INET)), ElementsAre("127.0.0.1:80"));
  EXPECT_THAT(texts(ask(blocking, "::1", AF_INET6)), ElementsAre("[::1]:80"));
  EXPECT_THROW(ask(blocking, "127.0.0.1", AF_INET6), sys::ResolveError);
  EXPECT_THROW(ask(blocking, "::1", AF_INET), sys::ResolveError);
}

TEST_F(Resolving, TheBlockingOneAnswersBeforeItReturns) {
  EXPECT_TRUE(blocking.resolve("127.0.0.1", 1).done());
}

TEST_F(Resolving, ACallbackRunsFromTheLoop) {
  std::vector<std::string> got;
  blocking.resolve("127.0.0.1", 7, AF_UNSPEC,
                   [&](const AddrInfo& addresses) { got = texts(addresses); });
  EXPECT_TRUE(got.empty());
  until([&] { return !got.empty(); });
  EXPECT_THAT(got, ElementsAre("127.0.0.1:7"));
}

TEST_F(Resolving, AFailureNamesTheHost) {
  try {
    ask(blocking, "::1", AF_INET);
    FAIL() << "an IPv6 address is no IPv4 address";
  } catch (const sys::ResolveError& error) {
    EXPECT_THAT(error.what(), HasSubstr("cannot resolve ::1"));
    EXPECT_NE(error.code(), 0);
  }
}

TEST_F(Resolving, AFailureReachesTheContextOfTheCall) {
  ThreadedResolver threaded(loop);
  for (Resolver* resolver : std::initializer_list<Resolver*>{&blocking, &threaded}) {
    std::string caught;
    const auto handler = [&](const std::exception_ptr& error) {
      try {
        std::rethrow_exception(error);
      } catch (const sys::ResolveError& e) {
        caught = e.what();
      }
      return true;
    };
    stack_context::with(stack_context::ExceptionStackContext{handler}, [&] {
      resolver->resolve("::1", 80, AF_INET, [](const AddrInfo&) { FAIL(); });
    });
    until([&] { return !caught.empty(); });
    EXPECT_THAT(caught, HasSubstr("::1"));
  }
  EXPECT_TRUE(log.lines.empty()) << log.lines[0];
}

TEST_F(Resolving, TheThreadedOneAnswersOnTheLoopsThread) {
  ThreadedResolver threaded(loop);
  std::vector<std::string> got;
  std::thread::id ran_on;
  threaded.resolve("127.0.0.1", 80, AF_UNSPEC, [&](const AddrInfo& addresses) {
    got = texts(addresses);
    ran_on = std::this_thread::get_id();
  });
  until([&] { return !got.empty(); });
  EXPECT_THAT(got, ElementsAre("127.0.0.1:80"));
  EXPECT_EQ(ran_on, std::this_thread::get_id());
}

TEST_F(Resolving, ManyThreadedRequestsAreAllAnswered) {
  ThreadedResolver threaded(loop, 4);
  std::size_t answers = 0;
  for (std::uint16_t port = 1; port <= 200; ++port) {
    threaded.resolve("127.0.0.1", port, AF_INET, [&answers, port](const AddrInfo& addresses) {
      EXPECT_EQ(addresses.at(0).port(), port);
      ++answers;
    });
  }
  until([&] { return answers == 200; });
}

TEST(ThreadedResolving, MayOutliveItsLoop) {
  LogCapture log;
  Future<AddrInfo> future;
  {
    IOLoop loop;
    ThreadedResolver threaded(loop);
    future = threaded.resolve("127.0.0.1", 80);
  }
  while (!future.done()) std::this_thread::yield();
  EXPECT_EQ(future.result().size(), 1U);
}

// Remembers what it was asked.
class Asked final : public Resolver {
 public:
  Future<AddrInfo> resolve(std::string host, std::uint16_t port, int family,
                           ResolveCallback) override {
    questions.push_back(host + ":" + std::to_string(port) + "/" + std::to_string(family));
    return done_future(AddrInfo{sys::Address::numeric("127.0.0.1", port)});
  }
  std::vector<std::string> questions;
};

TEST_F(Resolving, OverrideChangesHostsAndPortsAndLeavesTheRest) {
  const auto asked = std::make_shared<Asked>();
  OverrideResolver resolver(asked, {{{{"a", 80}, {"b", 8080}}}, {{"a", "c"}, {"x", "y"}}});
  resolver.resolve("a", 80, AF_INET);
  resolver.resolve("a", 81, AF_INET6);
  resolver.resolve("x", 80);
  resolver.resolve("b", 80);
  EXPECT_THAT(asked->questions,
              ElementsAre("b:8080/" + std::to_string(AF_INET), "c:81/" + std::to_string(AF_INET6),
                          "y:80/0", "b:80/0"));
}

TEST_F(Resolving, OverridesMayStandOnOneAnother) {
  const auto inner =
      std::make_shared<OverrideResolver>(std::make_shared<BlockingResolver>(loop),
                                         OverrideResolver::Mapping{{}, {{"b", "127.0.0.1"}}});
  OverrideResolver outer(inner, {{}, {{"a", "b"}}});
  EXPECT_THAT(texts(ask(outer, "a")), ElementsAre("127.0.0.1:80"));
}

}  // namespace
}  // namespace eyewall::test
