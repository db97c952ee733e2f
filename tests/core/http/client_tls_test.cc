// https: whom the client trusts, and what it says of those whom it does not.
#include <cstdlib>

#include "core/http/client_fixture.h"
#include "core/iostream/certificates.h"
#include "iostream/ssl_iostream.h"

namespace eyewall::test {
namespace {

using ::testing::HasSubstr;

// Answers every request with "hello", and closes.
class TlsServer {
 public:
  TlsServer(IOLoop& loop, SSLOptions options)
      : loop_(loop), context_(SSLContext::server(std::move(options))) {
    loop_.add_handler(
        listener_.fileno(), [this](int, std::uint32_t) { accept(); }, IOLoop::kRead);
  }
  ~TlsServer() {
    loop_.remove_handler(listener_.fileno());
    for (const auto& stream : streams) stream->close();
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  std::string url(const std::string& host) const {
    return "https://" + host + ":" + std::to_string(listener_.port()) + "/";
  }
  std::vector<std::shared_ptr<SSLIOStream>> streams;
  std::string reply = kHello;
  std::string head;
  std::string shown;  // the certificate of the client

 private:
  void accept() {
    const sys::Result result = sys::accept(listener_.fileno());
    if (!result.ok()) return;
    const auto stream =
        SSLIOStream::accepted(sys::Fd(static_cast<int>(result.value)), context_, loop_);
    streams.push_back(stream);
    stream->read_until("\r\n\r\n", [this, it = stream.get()](std::string data) {
      head = std::move(data);
      shown = it->peer_certificate();
      it->write(reply, [it] { it->close(); });
    });
  }

  IOLoop& loop_;
  std::shared_ptr<const SSLContext> context_;
  ListeningSocket listener_;
};

class Https : public ClientTest {
 protected:
  void TearDown() override {
    ::unsetenv("SSL_CERT_FILE");
    for (const auto& stream : server.streams) stream->close();
    settle();
  }
  http::HTTPRequest trusting(const std::string& host) const {
    return {.url = server.url(host), .ca_certs = certificates.ca_pem()};
  }

  Certificates certificates;
  const std::string localhost = certificates.host("DNS:localhost,IP:127.0.0.1");
  TlsServer server{loop, {.certfile = localhost}};
};

TEST_F(Https, IsFetchedFromAServerThatIsTrusted) {
  const Outcome got = fetch(trusting("localhost"));
  EXPECT_EQ(got.error, "");
  EXPECT_EQ(got.body, "hello");
  EXPECT_EQ(server.streams[0]->requested_hostname(), "localhost");
  EXPECT_THAT(server.head, HasSubstr("Host: localhost:"));
}

TEST_F(Https, AnAddressIsHeldAgainstTheCertificateToo) {
  EXPECT_EQ(fetch(trusting("127.0.0.1")).body, "hello");
}

TEST_F(Https, ACertificateThatNobodyVouchesForIsRefused) {
  const Outcome got = fetch(server.url("localhost"));
  EXPECT_EQ(got.code, 599);
  EXPECT_THAT(got.error, HasSubstr("certificate verify failed"));
  EXPECT_EQ(server.head, "") << "nothing was said to it";
}

TEST_F(Https, UnlessTheRequestSaysThatAnyWillDo) {
  http::HTTPRequest request{.url = server.url("localhost"), .validate_cert = false};
  EXPECT_EQ(fetch(std::move(request)).body, "hello");
}

TEST_F(Https, ACertificateOfAnotherHostIsRefused) {
  TlsServer other(loop, {.certfile = certificates.host("DNS:example.com")});
  http::HTTPRequest request{.url = other.url("localhost"), .ca_certs = certificates.ca_pem()};
  EXPECT_THAT(fetch(std::move(request)).error, HasSubstr("ostname mismatch"));
}

TEST_F(Https, TheSystemsCertificatesAreTrustedByDefault) {
  ::setenv("SSL_CERT_FILE", certificates.ca_pem().c_str(), 1);
  EXPECT_EQ(fetch(server.url("localhost")).body, "hello");
}

TEST_F(Https, AClientShowsItsCertificateWhereItIsAskedFor) {
  TlsServer asking(
      loop,
      {.certfile = localhost, .ca_certs = certificates.ca_pem(), .cert_reqs = CertReqs::required});
  http::HTTPRequest request{.url = asking.url("localhost"),
                            .ca_certs = certificates.ca_pem(),
                            .client_cert = certificates.host("DNS:me")};
  EXPECT_EQ(fetch(std::move(request)).body, "hello");
  EXPECT_THAT(asking.shown, HasSubstr("BEGIN CERTIFICATE"));
}

TEST_F(Https, AFileOfCertificatesThatIsMissingIsNamed) {
  http::HTTPRequest request{.url = server.url("localhost"), .ca_certs = "/no/such.pem"};
  const Outcome got = fetch(std::move(request));
  EXPECT_EQ(got.code, 599);
  EXPECT_THAT(got.error, HasSubstr("/no/such.pem"));
}

TEST_F(Https, ABodyThatEndsWithTheConnectionEndsInGoodOrder) {
  server.reply = "HTTP/1.1 200 OK\r\n\r\nuntil the close";
  EXPECT_EQ(fetch(trusting("localhost")).body, "until the close");
}

TEST_F(Https, OneThatNeverShakesHandsIsATimeout) {
  const ListeningSocket silent;
  http::HTTPRequest request{.url = "https://127.0.0.1:" + std::to_string(silent.port()) + "/",
                            .connect_timeout = 5.0};
  const auto future = client.fetch(std::move(request));
  settle();
  clock.skip(6);
  until([&] { return future.done(); });
  EXPECT_EQ(outcome(future).error, "Timeout");
}

}  // namespace
}  // namespace eyewall::test
