#include "iostream/ssl_iostream.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <new>

#include "sys/log.h"
#include "trace/exception_text.h"

namespace eyewall {

namespace f = trace::f;
using trace::Kind;

namespace {

constexpr std::size_t kSealAtOnce = 65536;  // bytes: more would be in memory twice

std::size_t held(BIO* bio) {
  return BIO_ctrl_pending(bio);
}

}  // namespace

SSLIOStream::SSLIOStream(sys::Fd socket, std::shared_ptr<const SSLContext> context, IOLoop& io_loop,
                         std::size_t max_buffer_size, std::size_t read_chunk_size)
    : IOStream(std::move(socket), io_loop, max_buffer_size, read_chunk_size),
      context_(std::move(context)),
      ssl_(SSL_new(context_->get())) {
  if (ssl_ == nullptr) throw std::bad_alloc();
  SSL_set_bio(ssl_, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  if (context_->is_server()) {
    SSL_set_accept_state(ssl_);
  } else {
    SSL_set_connect_state(ssl_);
  }
  handshaking_ = true;
}

SSLIOStream::~SSLIOStream() {
  SSL_free(ssl_);
}

std::shared_ptr<SSLIOStream> SSLIOStream::accepted(sys::Fd socket,
                                                   std::shared_ptr<const SSLContext> context,
                                                   IOLoop& io_loop, std::size_t max_buffer_size,
                                                   std::size_t read_chunk_size) {
  const std::shared_ptr<SSLIOStream> stream(new SSLIOStream(
      std::move(socket), std::move(context), io_loop, max_buffer_size, read_chunk_size));
  trace::emit<Kind::tls_start>(Site::current(), 0, f::stream(stream->id()));
  stream->add_io_state(IOLoop::kRead);
  return stream;
}

std::shared_ptr<SSLIOStream> SSLIOStream::connecting(sys::Fd socket,
                                                     std::shared_ptr<const SSLContext> context,
                                                     const std::string& server_hostname,
                                                     IOLoop& io_loop, std::size_t max_buffer_size,
                                                     std::size_t read_chunk_size) {
  const std::shared_ptr<SSLIOStream> stream(new SSLIOStream(
      std::move(socket), std::move(context), io_loop, max_buffer_size, read_chunk_size));
  stream->expect(server_hostname);
  return stream;
}

void SSLIOStream::expect(const std::string& server_hostname) {
  in6_addr unused{};
  const bool address = ::inet_pton(AF_INET, server_hostname.c_str(), &unused) == 1 ||
                       ::inet_pton(AF_INET6, server_hostname.c_str(), &unused) == 1;
  if (!address) SSL_set_tlsext_host_name(ssl_, server_hostname.c_str());
  if (!context_->verifies()) return;
  if (server_hostname.empty()) throw SSLError("a name to hold the certificate against is missing");
  X509_VERIFY_PARAM* const expected = SSL_get0_param(ssl_);
  X509_VERIFY_PARAM_set_hostflags(expected, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  const int set = address ? X509_VERIFY_PARAM_set1_ip_asc(expected, server_hostname.c_str())
                          : X509_VERIFY_PARAM_set1_host(expected, server_hostname.c_str(),
                                                        server_hostname.size());
  if (set != 1) throw SSLError("not a host name: " + server_hostname);
}

// --- the handshake ---

void SSLIOStream::on_connected() {
  if (trace::on()) {
    const char* const name = SSL_get_servername(ssl_, TLSEXT_NAMETYPE_host_name);
    trace::emit<Kind::tls_start>(Site::current(), 0, f::stream(id()),
                                 f::host(name != nullptr ? name : ""));
  }
  step();
}

void SSLIOStream::do_handshake() {
  while (handshaking_ && !closed()) {
    const sys::Result received = receive();
    if (received.would_block()) return;
    if (!received.ok()) return close(std::make_exception_ptr(sys::Error(received.error, "read")));
    if (received.value == 0) {
      return close(std::make_exception_ptr(SSLError("the peer closed during the TLS handshake")));
    }
    if (!step()) return;
  }
}

// Goes as far as the bytes that are here reach. False: it has failed, and the stream is closed.
bool SSLIOStream::step() {
  ERR_clear_error();
  const int done = SSL_do_handshake(ssl_);
  const bool more = done != 1 && SSL_get_error(ssl_, done) == SSL_ERROR_WANT_READ;
  const std::exception_ptr failed = done == 1 || more ? nullptr : failure("handshake failed");
  const sys::Result sent = send_sealed();  // when it failed: the alert that says so
  if (failed) {
    if (context_->is_server()) {  // nobody else is told
      sys::log(sys::LogLevel::warning,
               "SSL Error on fd " + std::to_string(fileno()) + ": " + describe(failed).message);
    }
    fail(failed);
  } else if (!sent.ok() && !sent.would_block()) {
    close(std::make_exception_ptr(sys::Error(sent.error, "write")));
  } else if (done == 1) {
    finish_handshake();
  }
  return !closed();
}

void SSLIOStream::finish_handshake() {
  handshaking_ = false;
  if (trace::on()) {
    trace::emit<Kind::tls_done>(
        Site::current(), 0, f::stream(id()),
        f::text(std::string(SSL_get_version(ssl_)) + " " + SSL_get_cipher_name(ssl_)));
  }
  run_connect_callback();
}

std::exception_ptr SSLIOStream::failure(const char* otherwise) const {
  const long verified = SSL_get_verify_result(ssl_);
  const std::string text = ssl_error_text(otherwise);
  if (!context_->verifies() || verified == X509_V_OK) {
    return std::make_exception_ptr(SSLError("TLS: " + text));
  }
  return std::make_exception_ptr(
      CertificateError(text + ": " + X509_verify_cert_error_string(verified)));
}

// OpenSSL must not be called any more. "Nothing now": the stream is closed, as its reader sees.
sys::Result SSLIOStream::fail(std::exception_ptr error) {
  broken_ = true;
  close(std::move(error));
  return {-1, EAGAIN};
}

// --- sealed bytes, by the stream's own calls ---

sys::Result SSLIOStream::receive() {
  std::array<char, 32768> sealed;
  const sys::Result received = IOStream::read_from_fd(sealed);
  if (received.ok() && received.value > 0) {
    BIO_write(SSL_get_rbio(ssl_), sealed.data(), static_cast<int>(received.value));
  }
  return received;
}

sys::Result SSLIOStream::send_sealed() {
  BIO* const bio = SSL_get_wbio(ssl_);
  sys::Result sent;
  while (held(bio) != 0) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    sent = IOStream::write_to_fd({data, static_cast<std::size_t>(size)});
    if (!sent.ok()) break;
    if (sent.value == size) {
      BIO_reset(bio);
      break;
    }
    std::array<char, 4096> gone;
    for (auto left = sent.value; left > 0;) {
      left -= BIO_read(bio, gone.data(),
                       static_cast<int>(std::min<std::int64_t>(left, std::ssize(gone))));
    }
  }
  holds_output_ = sent.would_block();
  return sent;
}

void SSLIOStream::flush_output() {
  const sys::Result sent = send_sealed();
  if (!sent.ok() && !sent.would_block())
    close(std::make_exception_ptr(sys::Error(sent.error, "write")));
}

bool SSLIOStream::holds_input() const {
  return SSL_pending(ssl_) > 0 || held(SSL_get_rbio(ssl_)) != 0;
}

sys::Result SSLIOStream::read_from_fd(std::span<char> out) {
  if (handshaking_ || broken_) return {-1, EAGAIN};
  while (true) {
    ERR_clear_error();
    const int n = SSL_read(ssl_, out.data(), static_cast<int>(out.size()));
    if (n > 0) return {n, 0};
    const int why = SSL_get_error(ssl_, n);
    if (why == SSL_ERROR_ZERO_RETURN) return {0, 0};
    if (why != SSL_ERROR_WANT_READ) return fail(failure("broken record"));
    if (held(SSL_get_wbio(ssl_)) != 0) send_sealed();  // an answer of TLS's own; errors come again
    const sys::Result received = receive();
    if (!received.ok()) return received;
    if (received.value == 0) {
      error_ = std::make_exception_ptr(SSLError("the connection ended without TLS's close_notify"));
      return {0, 0};
    }
  }
}

// Bytes count as written when the kernel has taken all that they were sealed into: so the stream
// keeps asking for WRITE until then.
sys::Result SSLIOStream::write_to_fd(std::string_view data) {
  if (handshaking_ || broken_) return {-1, EAGAIN};
  if (sealed_ == 0 && !data.empty()) {
    ERR_clear_error();
    const int n =
        SSL_write(ssl_, data.data(), static_cast<int>(std::min(data.size(), kSealAtOnce)));
    if (n <= 0) return fail(failure("cannot write"));
    sealed_ = static_cast<std::size_t>(n);
  }
  const sys::Result sent = send_sealed();
  if (!sent.ok()) return sent;
  return {static_cast<std::int64_t>(std::exchange(sealed_, 0)), 0};
}

// Says that this is the end, if that can be said at once: nobody waits for it.
void SSLIOStream::say_goodbye() {
  if (handshaking_ || broken_ || goodbye_ || sealed_ != 0 || holds_output_) return;
  goodbye_ = true;
  ERR_clear_error();
  if (SSL_shutdown(ssl_) >= 0) send_sealed();
}

void SSLIOStream::shutdown_write(Site at) {
  if (closed()) return;
  say_goodbye();
  IOStream::shutdown_write(at);
}

void SSLIOStream::close_fd() {
  say_goodbye();
  handshaking_ = false;
  broken_ = true;
  holds_output_ = false;
  IOStream::close_fd();
}

// --- who the peer is ---

std::string SSLIOStream::requested_hostname() const {
  const char* const name = SSL_get_servername(ssl_, TLSEXT_NAMETYPE_host_name);
  return name != nullptr ? name : "";
}

std::string SSLIOStream::peer_certificate() const {
  X509* const certificate = SSL_get0_peer_certificate(ssl_);
  if (certificate == nullptr) return {};
  const std::unique_ptr<BIO, int (*)(BIO*)> bio(BIO_new(BIO_s_mem()), BIO_free);
  PEM_write_bio_X509(bio.get(), certificate);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

}  // namespace eyewall
