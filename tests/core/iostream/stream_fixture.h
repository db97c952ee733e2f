// What the tests of streams stand on: a loop that is turned by hand, a stream, and its raw peer.
//
// What: StreamTest has a stream over one end of a socket pair; `peer` is the other end, used with
//   plain system calls. TcpTest has a listening TCP socket on loopback.
// Nothing sleeps: until() turns the loop, without waiting, until something has become true.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "iostream/iostream.h"
#include "sys/log.h"

namespace eyewall::test {

/// Turns the loop once: its callbacks, its timeouts, one poll that does not wait.
inline void turn(IOLoop& loop) {
  loop.add_callback([&loop] { loop.add_callback([&loop] { loop.stop(); }); });
  loop.start();
}

/// Turns it until `done`; a failure after `at_most`.
inline void turn_until(IOLoop& loop, const std::function<bool()>& done,
                       std::chrono::seconds at_most) {
  const auto end = std::chrono::steady_clock::now() + at_most;
  while (!done()) {
    ASSERT_LT(std::chrono::steady_clock::now(), end) << "it never became true";
    turn(loop);
  }
}

/// The messages that would have gone to standard error.
class LogCapture {
 public:
  LogCapture()
      : before_(sys::set_log_function(
            [this](sys::LogLevel, const std::string& text) { lines.push_back(text); })) {}
  ~LogCapture() { sys::set_log_function(before_); }
  LogCapture(const LogCapture&) = delete;
  LogCapture& operator=(const LogCapture&) = delete;
  bool has(const std::string& part) const {
    for (const std::string& line : lines) {
      if (line.find(part) != std::string::npos) return true;
    }
    return false;
  }
  std::vector<std::string> lines;

 private:
  sys::LogFunction before_;
};

inline std::pair<sys::Fd, sys::Fd> socket_pair() {
  int fds[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds) != 0)
    throw std::runtime_error("socketpair");
  return {sys::Fd(fds[0]), sys::Fd(fds[1])};
}

inline bool is_open(int fd) {
  return ::fcntl(fd, F_GETFD) >= 0;
}

/// The errno in a stream's error; 0: none, -1: another kind of error.
inline int error_number(const BaseIOStream& stream) {
  if (!stream.error()) return 0;
  try {
    std::rethrow_exception(stream.error());
  } catch (const sys::Error& error) {
    return error.error();
  } catch (...) {
    return -1;
  }
}

class LoopTest : public ::testing::Test {
 protected:
  explicit LoopTest(std::unique_ptr<Poller> poller = nullptr) : loop(std::move(poller)) {}
  /// Turns the loop until `done`; a failure after ten seconds.
  void until(const std::function<bool()>& done) {
    turn_until(loop, done, std::chrono::seconds(10));
  }
  /// Turns in which whatever is under way on this machine has happened.
  void settle() {
    for (int i = 0; i < 8; ++i) turn(loop);
  }
  /// A read callback that keeps what it gets.
  auto into(std::string& text) {
    return named("read", [&text](std::string data) { text = std::move(data); });
  }
  /// The same, and notes "read".
  auto noted_into(std::string& text) {
    return named("read", [this, &text](std::string data) {
      text = std::move(data);
      order.push_back("read");
    });
  }
  auto note(const char* name) {
    return named(name, [this, name] { order.push_back(name); });
  }

  LogCapture log;
  IOLoop loop;
  std::vector<std::string> order;
};

class StreamTest : public LoopTest {
 protected:
  void SetUp() override { open(); }
  void open(std::size_t max_buffer_size = IOStream::kMaxBufferSize,
            std::size_t chunk = IOStream::kReadChunkSize) {
    if (stream) stream->close();
    auto [ours, theirs] = socket_pair();
    fd = ours.get();
    stream = IOStream::create(std::move(ours), loop, max_buffer_size, chunk);
    peer = std::move(theirs);
  }
  void TearDown() override {
    if (stream) stream->close();
    settle();
  }
  void send(std::string_view bytes) {
    ASSERT_EQ(::send(peer.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
  }
  /// What the peer has received by now.
  std::string received() {
    std::string all;
    char chunk[65536];
    while (true) {
      const ssize_t n = ::recv(peer.get(), chunk, sizeof chunk, 0);
      if (n <= 0) return all;
      all.append(chunk, static_cast<std::size_t>(n));
    }
  }

  std::shared_ptr<IOStream> stream;
  sys::Fd peer;
  int fd = -1;
};

class TcpTest : public LoopTest {
 protected:
  explicit TcpTest(const char* host = "127.0.0.1", std::unique_ptr<Poller> poller = nullptr)
      : LoopTest(std::move(poller)),
        listener(sys::stream_socket(sys::Address::numeric(host, 0).family())) {
    sys::bind(listener.get(), sys::Address::numeric(host, 0));
    sys::listen(listener.get(), 8);
    address = sys::local_address(listener.get());
  }
  std::shared_ptr<IOStream> new_stream() {
    sys::Fd socket = sys::stream_socket(address.family());
    fd = socket.get();
    return IOStream::create(std::move(socket), loop);
  }
  sys::Fd accept() {
    sys::Result result;
    until([&] { return (result = sys::accept(listener.get())).ok(); });
    return sys::Fd(static_cast<int>(result.value));
  }
  /// Closes so that the other side gets a reset.
  static void reset(sys::Fd& socket) {
    const linger at_once{1, 0};
    ::setsockopt(socket.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    socket.reset();
  }

  sys::Fd listener;
  sys::Address address;
  int fd = -1;
};

}  // namespace eyewall::test
