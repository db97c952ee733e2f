// A TCP server: how it begins, what it gives to handle_stream, how it stops.
#include "net/tcp_server.h"

#include "core/iostream/certificates.h"
#include "core/net/server_fixture.h"
#include "iostream/ssl_iostream.h"

namespace eyewall::test {
namespace {

using ::testing::ElementsAre;

// Echoes lines.
class EchoServer : public TCPServer {
 public:
  using TCPServer::TCPServer;
  std::vector<std::string> peers;
  bool throws = false;

 protected:
  void handle_stream(std::shared_ptr<IOStream> stream, const sys::Address& address) override {
    if (throws) throw std::runtime_error("not this one");
    peers.push_back(address.text());
    read(std::move(stream));
  }

 private:
  static void read(std::shared_ptr<IOStream> stream) {
    IOStream& reader = *stream;
    reader.read_until("\n", [stream = std::move(stream)](std::string line) mutable {
      stream->write(std::move(line));
      read(std::move(stream));
    });
  }
};

class Server : public ServerTest {
 protected:
  std::shared_ptr<IOStream> dial(std::uint16_t port, const char* host = "127.0.0.1") {
    const sys::Address address = sys::Address::numeric(host, port);
    auto stream = IOStream::create(sys::stream_socket(address.family()), loop);
    stream->connect(address);
    return stream;
  }
  std::string echoed(const std::shared_ptr<BaseIOStream>& stream) {
    std::string answer;
    stream->write("hello\n");
    stream->read_until("\n", [&](std::string line) { answer = std::move(line); });
    until([&] { return !answer.empty() || stream->closed(); });
    return answer;
  }
  void TearDown() override { settle(); }
};

TEST_F(Server, ListensOnBothFamilies) {
  EchoServer server({.io_loop = &loop});
  server.listen(0);
  const auto v4 = dial(server.port());
  EXPECT_EQ(echoed(v4), "hello\n");
  v4->close();
  if (!has_ipv6()) GTEST_SKIP() << "no IPv6 here";
  EXPECT_EQ(server.addresses().size(), 2U);
  const auto v6 = dial(server.port(), "::1");
  EXPECT_EQ(echoed(v6), "hello\n");
  v6->close();
}

TEST_F(Server, TakesTheLoopThatIsCurrentWhenItListens) {
  EchoServer server;
  loop.make_current();
  server.listen(0, "127.0.0.1");
  const auto stream = dial(server.port());
  EXPECT_EQ(echoed(stream), "hello\n");
  IOLoop::clear_current();
  stream->close();
}

TEST_F(Server, BindOnlyBindsAndStartBegins) {
  EchoServer server({.io_loop = &loop});
  server.bind(0, {.address = "127.0.0.1"});
  EXPECT_EQ(server.port(), 0);
  server.start();
  const auto stream = dial(server.port());
  EXPECT_EQ(echoed(stream), "hello\n");
  EXPECT_THROW(server.start(), std::logic_error);
  stream->close();
}

TEST_F(Server, AfterStopNobodyConnectsAndOpenConnectionsGoOn) {
  EchoServer server({.io_loop = &loop});
  server.add_sockets(bind_sockets(0, {.address = "127.0.0.1"}));
  const std::uint16_t port = server.port();
  const auto stream = dial(port);
  EXPECT_EQ(echoed(stream), "hello\n");
  server.stop();
  EXPECT_EQ(server.port(), 0);
  EXPECT_EQ(echoed(stream), "hello\n");
  const auto late = dial(port);
  until([&] { return late->closed(); });
  EXPECT_EQ(error_number(*late), ECONNREFUSED);
  stream->close();
}

TEST_F(Server, AHandleStreamThatThrowsCostsItsConnectionOnly) {
  EchoServer server({.io_loop = &loop});
  server.listen(0, "127.0.0.1");
  server.throws = true;
  const auto first = dial(server.port());
  EXPECT_EQ(echoed(first), "");
  EXPECT_TRUE(log.has("Error in connection callback: not this one"));
  server.throws = false;
  const auto second = dial(server.port());
  EXPECT_EQ(echoed(second), "hello\n");
  EXPECT_EQ(server.peers.size(), 1U);
  second->close();
}

TEST_F(Server, ServesTlsWhereItIsGivenACertificate) {
  Certificates certificates;
  EchoServer server(
      {.io_loop = &loop, .ssl_options = SSLOptions{.certfile = certificates.host("DNS:me")}});
  server.listen(0, "127.0.0.1");
  const auto stream =
      SSLIOStream::connecting(sys::stream_socket(AF_INET),
                              SSLContext::client({.ca_certs = certificates.ca_pem()}), "me", loop);
  stream->connect(sys::Address::numeric("127.0.0.1", server.port()));
  EXPECT_EQ(echoed(stream), "hello\n");
  stream->close();
  EXPECT_THROW(EchoServer({.ssl_options = SSLOptions{.certfile = "/no/such.pem"}}), SSLError);
}

TEST_F(Server, SeveralProcessesNeedALoopOfTheirOwn) {
  EchoServer server({.io_loop = &loop});
  EXPECT_THROW(server.start(2), std::logic_error);
}

}  // namespace
}  // namespace eyewall::test
