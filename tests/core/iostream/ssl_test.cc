// TLS: both ends are ours, over TCP on loopback; who is trusted, and what a cut connection is.
#include <gmock/gmock.h>

#include "core/iostream/certificates.h"
#include "core/iostream/stream_fixture.h"
#include "core/trace/recording.h"
#include "iostream/ssl_iostream.h"

namespace eyewall::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string why(const BaseIOStream& stream) {
  try {
    if (stream.error()) std::rethrow_exception(stream.error());
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

class Tls : public TcpTest {
 protected:
  // A client and a server that shake hands over a connection of their own.
  void open(const SSLOptions& ours, const std::string& hostname, SSLOptions theirs = {}) {
    if (theirs.certfile.empty()) theirs.certfile = localhost;
    client = SSLIOStream::connecting(sys::stream_socket(AF_INET), SSLContext::client(ours),
                                     hostname, loop);
    client->set_close_callback(note("client closed"));
    client->connect(address, note("connected"));
    server = SSLIOStream::accepted(accept(), SSLContext::server(theirs), loop);
    server->set_close_callback(note("server closed"));
  }
  void open() { open({.ca_certs = certificates.ca_pem()}, "localhost"); }
  void until_connected() {
    until([&] { return !order.empty(); });
    ASSERT_THAT(order, ElementsAre("connected")) << why(*client);
    until([&] { return !server->handshaking(); });
  }
  void until_refused() {
    until([&] { return client->closed() && server->closed(); });
    settle();
  }
  // Moves `size` bytes from one end to the other, in pieces through a streaming callback if asked.
  void move(SSLIOStream& from, SSLIOStream& to, std::size_t size, bool streaming) {
    std::string text(size, 'x');
    for (std::size_t i = 0; i < size; i += 997) text[i] = static_cast<char>('a' + i % 26);
    std::string got;
    bool done = false;
    ReadCallback pieces;
    if (streaming) pieces = [&](const std::string& piece) { got += piece; };
    to.read_bytes(
        size,
        [&](const std::string& all) {
          got += all;
          done = true;
        },
        std::move(pieces));
    bool written = false;
    from.write(text, [&] { written = true; });
    until([&] { return done && written; });
    EXPECT_TRUE(got == text);
  }
  void TearDown() override {
    if (client) client->close();
    if (server) server->close();
    settle();
  }

  Certificates certificates;
  const std::string localhost = certificates.host("DNS:localhost,IP:127.0.0.1");
  std::shared_ptr<SSLIOStream> client;
  std::shared_ptr<SSLIOStream> server;
};

TEST_F(Tls, TheConnectCallbackRunsWhenHandsAreShaken) {
  open();
  EXPECT_TRUE(client->handshaking());
  until_connected();
  EXPECT_FALSE(client->handshaking());
  EXPECT_EQ(server->requested_hostname(), "localhost");
  EXPECT_THAT(client->peer_certificate(), HasSubstr("BEGIN CERTIFICATE"));
  EXPECT_EQ(server->peer_certificate(), "");
}

TEST_F(Tls, WhatIsWrittenAndReadBeforeWaitsForTheHandshake) {
  open();
  std::string asked;
  std::string answered;
  client->write("question\n", note("written"));
  client->read_until("\n", into(answered));
  server->write("answer\n");
  server->read_until("\n", into(asked));
  until([&] { return !asked.empty() && !answered.empty(); });
  EXPECT_EQ(asked, "question\n");
  EXPECT_EQ(answered, "answer\n");
}

TEST_F(Tls, CarriesMuchBothWays) {
  open();
  until_connected();
  move(*client, *server, 3'000'000, false);
  move(*server, *client, 3'000'000, false);
}

TEST_F(Tls, CarriesMuchInPiecesAndHoldsNoneBack) {
  open();
  until_connected();
  move(*client, *server, 5'000'000, true);
  move(*server, *client, 5'000'000, true);
}

TEST_F(Tls, ManySmallMessagesPassOneByOne) {
  open();
  until_connected();
  for (int i = 0; i < 200; ++i) {
    std::string got;
    server->read_until(";", into(got));
    client->write(std::to_string(i) + ";");
    until([&] { return !got.empty(); });
    EXPECT_EQ(got, std::to_string(i) + ";");
  }
}

TEST_F(Tls, ACertificateForTheAddressIsAcceptedWithoutAName) {
  open({.ca_certs = certificates.ca_pem()}, "127.0.0.1");
  until_connected();
  EXPECT_EQ(server->requested_hostname(), "") << "an address is no name to ask for";
}

TEST_F(Tls, AnUnknownAuthorityIsRefused) {
  open({}, "localhost");
  until_refused();
  EXPECT_THAT(order, ::testing::UnorderedElementsAre("client closed", "server closed"));
  EXPECT_THAT(why(*client), HasSubstr("certificate verify failed"));
  EXPECT_THROW(std::rethrow_exception(client->error()), CertificateError);
  EXPECT_TRUE(log.has("SSL Error on fd")) << "the server's side is only in the log";
}

TEST_F(Tls, AnotherHostsCertificateIsRefused) {
  open({.ca_certs = certificates.ca_pem()}, "example.com");
  until_refused();
  EXPECT_THAT(why(*client), HasSubstr("ostname mismatch"));
}

TEST_F(Tls, AnotherAddressesCertificateIsRefused) {
  open({.ca_certs = certificates.ca_pem()}, "127.0.0.2");
  until_refused();
  EXPECT_THAT(why(*client), HasSubstr("IP address mismatch"));
}

TEST_F(Tls, WithoutVerificationAnyCertificateWillDo) {
  open({.cert_reqs = CertReqs::none}, "example.com");
  until_connected();
}

TEST_F(Tls, AServerMayAskForTheClientsCertificate) {
  const std::string own = certificates.host("DNS:client");
  open({.certfile = own, .ca_certs = certificates.ca_pem()}, "localhost",
       {.ca_certs = certificates.ca_pem(), .cert_reqs = CertReqs::required});
  until_connected();
  EXPECT_THAT(server->peer_certificate(), HasSubstr("BEGIN CERTIFICATE"));
}

TEST_F(Tls, AClientWithoutTheCertificateThatIsAskedForIsRefused) {
  open({.ca_certs = certificates.ca_pem()}, "localhost",
       {.ca_certs = certificates.ca_pem(), .cert_reqs = CertReqs::required});
  std::string got;
  client->read_until_close(into(got));
  until_refused();
  EXPECT_THAT(why(*server), HasSubstr("peer did not return a certificate"));
}

TEST_F(Tls, AnOrderlyEndIsNoError) {
  open();
  until_connected();
  std::string all;
  client->read_until_close(into(all));
  server->write("bye");
  server->close();
  until([&] { return client->closed() && !all.empty(); });
  EXPECT_EQ(all, "bye");
  EXPECT_EQ(why(*client), "");
}

TEST_F(Tls, APeerThatSpeaksNoTlsIsRefusedByName) {
  client =
      SSLIOStream::connecting(sys::stream_socket(AF_INET), SSLContext::client(), "localhost", loop);
  client->connect(address);
  const sys::Fd other = accept();
  ASSERT_TRUE(sys::send(other.get(), std::string_view("HTTP/1.1 400 Bad Request\r\n\r\n")).ok());
  until([&] { return client->closed(); });
  EXPECT_THAT(why(*client), HasSubstr("wrong version number"));
}

TEST_F(Tls, APeerThatClosesDuringTheHandshakeIsAnError) {
  client =
      SSLIOStream::connecting(sys::stream_socket(AF_INET), SSLContext::client(), "localhost", loop);
  client->connect(address);
  accept().reset();
  until([&] { return client->closed(); });
  EXPECT_NE(why(*client), "");
}

// What passes between the two is carried by hand, so that it can be cut and changed.
class TlsCut : public Tls {
 protected:
  void open_cut() {
    client = SSLIOStream::connecting(sys::stream_socket(AF_INET),
                                     SSLContext::client({.ca_certs = certificates.ca_pem()}),
                                     "localhost", loop);
    client->connect(address, note("connected"));
    left = accept();
    auto [ours, theirs] = socket_pair();
    right = std::move(theirs);
    server =
        SSLIOStream::accepted(std::move(ours), SSLContext::server({.certfile = localhost}), loop);
    until([&] {
      carry(left, right);
      carry(right, left);
      return !order.empty() && !server->handshaking();
    });
  }
  static std::string take(const sys::Fd& from) {
    char bytes[65536];
    const sys::Result got = sys::recv(from.get(), bytes);
    return got.ok() ? std::string(bytes, static_cast<std::size_t>(got.value)) : "";
  }
  static void carry(const sys::Fd& from, const sys::Fd& to) {
    const std::string bytes = take(from);
    if (bytes.empty()) return;
    EXPECT_TRUE(sys::send(to.get(), std::string_view(bytes)).ok());
  }
  sys::Fd left, right;
};

TEST_F(TlsCut, AConnectionThatIsCutIsAnError) {
  open_cut();
  std::string all = "?";
  client->read_until_close(into(all));
  server->write("half of");
  carry(right, left);
  left.reset();
  until([&] { return client->closed() && all != "?"; });
  EXPECT_EQ(all, "half of");
  EXPECT_THAT(why(*client), HasSubstr("without TLS's close_notify"));
}

TEST_F(TlsCut, AByteThatWasChangedOnTheWayIsAnError) {
  open_cut();
  std::string line;
  client->read_until("\n", into(line));
  server->write("pay 10\n");
  std::string sealed = take(right);
  sealed.back() = static_cast<char>(sealed.back() ^ 1);
  ASSERT_TRUE(sys::send(left.get(), std::string_view(sealed)).ok());
  until([&] { return client->closed(); });
  EXPECT_EQ(line, "");
  EXPECT_THAT(why(*client), HasSubstr("mac"));
}

TEST_F(TlsCut, BytesThatComeOneByOneAreTheSameBytes) {
  open_cut();
  std::string line;
  client->read_until("\n", into(line));
  server->write("slowly\n");
  for (const char byte : take(right)) {
    ASSERT_TRUE(sys::send(left.get(), std::string_view(&byte, 1)).ok());
    turn(loop);
  }
  until([&] { return !line.empty(); });
  EXPECT_EQ(line, "slowly\n");
}

TEST_F(Tls, TheTraceTellsOfTheHandshake) {
  SKIP_WHEN_RECORDED();
  const Recording recording;
  open();
  until_connected();
  EXPECT_THAT(recording.values<std::string>("tls.start", "host"),
              ::testing::UnorderedElementsAre("localhost", ""));
  ASSERT_EQ(recording.events("tls.done").size(), 2U);
  EXPECT_THAT(recording.values<std::string>("tls.done", "text")[0], HasSubstr("TLSv1.3 "));
}

}  // namespace
}  // namespace eyewall::test
