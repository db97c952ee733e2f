// Accepting: all that wait, whatever is wrong with one of them, and no spinning without room.
#include "net/accept_handler.h"

#include <sys/resource.h>
#include <sys/syscall.h>

#include "core/net/server_fixture.h"
#include "core/trace/recording.h"

namespace {

// What the next accepts shall fail with, in order; 0: accept as ever.
std::vector<int>& failures() {
  static std::vector<int> list;
  return list;
}

}  // namespace

// Takes libc's place in this program, for errors that no peer can be made to cause.
extern "C" int accept4(int fd, sockaddr* address, socklen_t* size, int flags) {
  if (!failures().empty()) {
    const int error = failures().front();
    failures().erase(failures().begin());
    if (error != 0) {
      errno = error;
      return -1;
    }
  }
  return static_cast<int>(::syscall(SYS_accept4, fd, address, size, flags));
}

namespace eyewall::test {
namespace {

using ::testing::ElementsAre;

class Accept : public ServerTest {
 protected:
  void TearDown() override { failures().clear(); }
  AcceptHandler accept() {
    return add_accept_handler(
        listening[0].get(),
        [this](sys::Fd connection, const sys::Address& peer) {
          if (throws) throw std::runtime_error("no");
          peers.push_back(peer.text());
          accepted.push_back(std::move(connection));
        },
        loop);
  }
  sys::Fd client() { return connect_to(port_of(listening[0])); }
  void clients(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) connected.push_back(client());
  }

  std::vector<sys::Fd> listening = bind_sockets(0, {.address = "127.0.0.1", .backlog = 512});
  std::vector<sys::Fd> accepted;
  std::vector<sys::Fd> connected;
  std::vector<std::string> peers;
  bool throws = false;
};

TEST_F(Accept, GivesEachConnectionWithItsPeer) {
  const AcceptHandler handler = accept();
  const sys::Fd one = client();
  until([&] { return accepted.size() == 1; });
  EXPECT_THAT(peers, ElementsAre(sys::local_address(one.get()).text()));
  EXPECT_TRUE(::fcntl(accepted[0].get(), F_GETFL) & O_NONBLOCK);
  EXPECT_TRUE(::fcntl(accepted[0].get(), F_GETFD) & FD_CLOEXEC);
}

TEST_F(Accept, AStormIsTakenInShares) {
  clients(300);
  const AcceptHandler handler = accept();
  turn(loop);
  EXPECT_EQ(accepted.size(), 128U) << "other descriptors have their turn";
  until([&] { return accepted.size() == 300; });
}

TEST_F(Accept, AnAbortedConnectionIsItsOwnMatterOnly) {
  clients(2);
  failures() = {ECONNABORTED, EPROTO, 0, ENETUNREACH, 0};
  const AcceptHandler handler = accept();
  turn(loop);
  EXPECT_EQ(accepted.size(), 2U);
  EXPECT_TRUE(log.lines.empty());
}

TEST_F(Accept, WithoutDescriptorsItPausesAndGoesOnLater) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "the sanitizer needs descriptors of its own to look at objects";
#endif
  clients(3);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const int free_fd = ::dup(0);
  ::close(free_fd);
  rlimit full = before;
  full.rlim_cur = static_cast<rlim_t>(free_fd) + 1;  // one more descriptor
  const AcceptHandler handler = accept();
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &full), 0);
  turn(loop);
  settle();
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_EQ(accepted.size(), 1U);
  EXPECT_EQ(log.lines.size(), 1U) << "it does not try again at once";
  EXPECT_TRUE(log.has("accept"));
  clock.skip(AcceptHandler::kPause);
  until([&] { return accepted.size() == 3; });
}

TEST_F(Accept, EveryWayToHaveNoRoomIsAPause) {
  for (const int error : {EMFILE, ENFILE, ENOBUFS, ENOMEM}) {
    accepted.clear();
    clients(1);
    failures() = {error};
    const AcceptHandler handler = accept();
    settle();
    EXPECT_TRUE(accepted.empty()) << sys::error_name(error);
    clock.skip(AcceptHandler::kPause);
    until([&] { return accepted.size() == 1; });
  }
}

TEST_F(Accept, APauseIsInTheTrace) {
  SKIP_WHEN_RECORDED();
  clients(1);
  failures() = {EMFILE};
  const Recording recording;
  const AcceptHandler handler = accept();
  settle();
  clock.skip(AcceptHandler::kPause);
  until([&] { return accepted.size() == 1; });
  EXPECT_THAT(recording.values<std::string>("net.pause", "error"), ElementsAre("EMFILE"));
  EXPECT_THAT(recording.values<std::string>("net.accept", "address"), ElementsAre(peers[0]));
}

TEST_F(Accept, ABrokenSocketIsAnErrorThatTheLoopReports) {
  clients(1);
  failures() = {EINVAL};
  const AcceptHandler handler = accept();
  until([&] { return accepted.size() == 1; });
  EXPECT_TRUE(log.has("accept"));
}

TEST_F(Accept, ACallbackThatThrowsCostsItsConnectionOnly) {
  clients(1);
  throws = true;
  const AcceptHandler handler = accept();
  turn(loop);
  throws = false;
  clients(1);
  until([&] { return accepted.size() == 1; });
}

TEST_F(Accept, EndsWithTheHandlerAlsoInAPauseAndFromItsOwnCallback) {
  clients(2);
  failures() = {EMFILE};
  {
    const AcceptHandler handler = accept();
    settle();
  }
  clock.skip(AcceptHandler::kPause);
  settle();
  EXPECT_TRUE(accepted.empty());
  std::unique_ptr<AcceptHandler> self;
  self = std::make_unique<AcceptHandler>(add_accept_handler(
      listening[0].get(),
      [&](sys::Fd connection, const sys::Address&) {
        accepted.push_back(std::move(connection));
        self.reset();
      },
      loop));
  settle();
  EXPECT_EQ(accepted.size(), 1U);
}

}  // namespace
}  // namespace eyewall::test
