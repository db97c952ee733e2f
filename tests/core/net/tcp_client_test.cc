// Connecting to a host by its name: whichever of its addresses answers.
#include "net/tcp_client.h"

#include <netdb.h>

#include "core/iostream/certificates.h"
#include "core/net/server_fixture.h"
#include "iostream/ssl_iostream.h"
#include "net/listening_socket.h"

namespace eyewall::test {
namespace {

// Knows one host, with the addresses that a test gives it.
class Known final : public Resolver {
 public:
  explicit Known(AddrInfo addresses) : addresses_(std::move(addresses)) {}
  Future<AddrInfo> resolve(std::string, std::uint16_t, int, ResolveCallback) override {
    if (!addresses_.empty()) return done_future(addresses_);
    Future<AddrInfo> unknown;
    unknown.set_exception(std::make_exception_ptr(sys::ResolveError(EAI_NONAME, "host")));
    return unknown;
  }

 private:
  AddrInfo addresses_;
};

class Dialing : public ServerTest {
 protected:
  std::shared_ptr<IOStream> connected(AddrInfo addresses, ConnectOptions options = {}) {
    TCPClient client(loop, std::make_shared<Known>(std::move(addresses)));
    auto future = client.connect("localhost", 1, std::move(options));
    until([&] { return future.done(); });
    return future.take();
  }
  static sys::Address nobody() {
    ListeningSocket gone;
    return gone.address();  // its port is closed again
  }
  void TearDown() override { settle(); }

  ListeningSocket listening;
};

TEST_F(Dialing, GivesAStreamThatIsConnected) {
  const auto stream = connected({listening.address()});
  EXPECT_FALSE(stream->closed());
  EXPECT_TRUE(sys::accept(listening.fileno()).ok());
  stream->close();
}

TEST_F(Dialing, TriesTheAddressesOneAfterAnother) {
  const auto stream = connected({nobody(), nobody(), listening.address()});
  EXPECT_FALSE(stream->closed());
  stream->close();
}

TEST_F(Dialing, TellsWhyTheLastOneFailed) {
  try {
    connected({nobody(), nobody()});
    FAIL() << "nobody listens";
  } catch (const sys::Error& error) {
    EXPECT_EQ(error.error(), ECONNREFUSED);
  }
}

TEST_F(Dialing, EndsWithItsLoopAndLeaksNothing) {
  auto brief = std::make_unique<IOLoop>();
  TCPClient client(*brief, std::make_shared<Known>(AddrInfo{listening.address()}));
  const auto future = client.connect("localhost", 1);
  brief->stop();
  brief->start();  // one turn: it connects, and nobody is told
  brief.reset();
  EXPECT_FALSE(future.done());
}

TEST_F(Dialing, AHostThatIsNoneIsAnError) {
  EXPECT_THROW(connected({}), sys::ResolveError);
}

TEST_F(Dialing, AsksTheNameServiceByDefault) {
  TCPClient client(loop);
  auto future = client.connect("127.0.0.1", listening.port());
  until([&] { return future.done(); });
  future.take()->close();
}

TEST_F(Dialing, ShakesHandsWhereTlsIsAskedFor) {
  Certificates certificates;
  const auto context = SSLContext::server({.certfile = certificates.host("DNS:localhost")});
  std::shared_ptr<SSLIOStream> server;
  loop.add_handler(
      listening.fileno(),
      [&](int fd, std::uint32_t) {
        const sys::Result accepted = sys::accept(fd);
        server = SSLIOStream::accepted(sys::Fd(static_cast<int>(accepted.value)), context, loop);
      },
      IOLoop::kRead);
  const SSLOptions trusting{.ca_certs = certificates.ca_pem()};
  const auto stream = connected({listening.address()}, {.ssl_options = trusting});
  EXPECT_FALSE(stream->handshaking());
  EXPECT_THROW(connected({listening.address()}, {.ssl_options = SSLOptions{}}), CertificateError);
  loop.remove_handler(listening.fileno());
  stream->close();
  server->close();
}

}  // namespace
}  // namespace eyewall::test
