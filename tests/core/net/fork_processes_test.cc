// Several processes: each with its number, those that fail started again, one port for all.
#include "net/fork_processes.h"

#include <sys/wait.h>

#include <array>
#include <set>

#include "core/net/server_fixture.h"
#include "net/tcp_server.h"

namespace eyewall::test {
namespace {

// Runs `body` as a program of its own: its exit status, and what it wrote into the pipe.
struct Ran {
  int status = 0;
  std::string said;
};
template <class Body>
Ran run(Body body) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe2");
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    ::close(STDERR_FILENO);  // its log is of no interest
    body([&](char word) { static_cast<void>(!::write(ends[1], &word, 1)); });
    ::_exit(0);
  }
  ::close(ends[1]);
  Ran ran;
  char word = 0;
  while (::read(ends[0], &word, 1) == 1) ran.said += word;
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

std::multiset<char> words(const std::string& text) {
  return {text.begin(), text.end()};
}

TEST(ForkProcesses, EachChildHasItsNumberAndTheParentEndsWithTheLast) {
  const Ran ran = run([](auto say) {
    const int task = fork_processes(3);
    say(static_cast<char>('0' + task));
    if (task_id() != task) say('!');
    ::_exit(0);
  });
  EXPECT_EQ(words(ran.said), words("012"));
  EXPECT_EQ(ran.status, 0);
}

TEST(ForkProcesses, AChildThatFailsIsStartedAgainWithItsNumber) {
  const Ran ran = run([](auto say) {
    try {
      const int task = fork_processes(2, 3);
      say(static_cast<char>('0' + task));
      if (task == 1) ::raise(SIGKILL);
      ::_exit(0);
    } catch (const std::runtime_error&) {
      say('x');
    }
  });
  EXPECT_EQ(words(ran.said), words("01111x"));
}

TEST(ForkProcesses, IsRefusedWhereThereIsALoopAlready) {
  const Ran ran = run([](auto say) {
    IOLoop::instance();
    try {
      fork_processes(2);
    } catch (const std::logic_error&) {
      say('x');
    }
  });
  EXPECT_EQ(ran.said, "x");
}

// Accepts one connection, says who it is, and ends.
class OnceServer : public TCPServer {
 public:
  explicit OnceServer(std::function<void()> then) : then_(std::move(then)) {}

 private:
  void handle_stream(std::shared_ptr<IOStream> stream, const sys::Address&) override {
    stream->close();
    then_();
  }
  std::function<void()> then_;
};

TEST(ForkProcesses, AServerOfTwoProcessesServesOnePort) {
  std::vector<sys::Fd> sockets = bind_sockets(0, {.address = "127.0.0.1"});
  const std::uint16_t port = sys::local_address(sockets[0].get()).port();
  const sys::Fd one = sys::stream_socket(AF_INET);
  const sys::Fd two = sys::stream_socket(AF_INET);
  sys::connect(one.get(), sys::Address::numeric("127.0.0.1", port));
  sys::connect(two.get(), sys::Address::numeric("127.0.0.1", port));
  const Ran ran = run([&](auto say) {
    OnceServer server([&] {
      say(static_cast<char>('0' + task_id().value_or(9)));
      server.stop();
      IOLoop::current().stop();
    });
    server.start(2);
    server.add_sockets(std::move(sockets));
    IOLoop::current().start();
    ::_exit(0);
  });
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.said.size(), 2U) << ran.said;
}

}  // namespace
}  // namespace eyewall::test
