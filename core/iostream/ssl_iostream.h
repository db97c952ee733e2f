// SSLIOStream: a stream over TLS.
//
// What: an IOStream whose bytes are sealed on their way. The handshake runs on the loop; what is
//   written and read meanwhile waits for it. A client's connect callback runs when the peer is who
//   it should be.
// For: http, net.
// Threads, ownership: as IOStream.
// Errors: what fails closes the stream, and error() says why: SSLError, CertificateError, or the
//   socket's own. An end without TLS's own closing message is an SSLError too: somebody may have
//   cut it.
// Source: Tornado 3.1.1 iostream.SSLIOStream. OpenSSL works in memory here, and the stream's own
//   reads and writes carry the sealed bytes: the system calls are those of every stream.
#pragma once

#include "iostream/iostream.h"
#include "iostream/ssl_context.h"

extern "C" {
struct ssl_st;
}

namespace eyewall {

class SSLIOStream final : public IOStream {
 public:
  /// A connection that was accepted. `context`: SSLContext::server's.
  static std::shared_ptr<SSLIOStream> accepted(sys::Fd socket,
                                               std::shared_ptr<const SSLContext> context,
                                               IOLoop& io_loop = IOLoop::current(),
                                               std::size_t max_buffer_size = kMaxBufferSize,
                                               std::size_t read_chunk_size = kReadChunkSize);
  /// A connection to be made, with connect(). server_hostname: the name or the address that the
  /// peer's certificate must be for; a name is also sent along (SNI).
  static std::shared_ptr<SSLIOStream> connecting(sys::Fd socket,
                                                 std::shared_ptr<const SSLContext> context,
                                                 const std::string& server_hostname,
                                                 IOLoop& io_loop = IOLoop::current(),
                                                 std::size_t max_buffer_size = kMaxBufferSize,
                                                 std::size_t read_chunk_size = kReadChunkSize);
  ~SSLIOStream() override;

  void shutdown_write(Site at = Site::current()) override;
  /// The name that the client asked for; empty: none.
  std::string requested_hostname() const;
  /// The peer's certificate as PEM; empty: it showed none. Once the handshake is done.
  std::string peer_certificate() const;

 protected:
  void close_fd() override;
  sys::Result write_to_fd(std::string_view data) override;
  sys::Result read_from_fd(std::span<char> out) override;
  void on_connected() override;
  void do_handshake() override;
  void flush_output() override;
  bool holds_input() const override;

 private:
  SSLIOStream(sys::Fd socket, std::shared_ptr<const SSLContext> context, IOLoop& io_loop,
              std::size_t max_buffer_size, std::size_t read_chunk_size);
  void expect(const std::string& server_hostname);
  void say_goodbye();
  bool step();
  void finish_handshake();
  std::exception_ptr failure(const char* otherwise) const;
  sys::Result fail(std::exception_ptr error);
  sys::Result receive();
  sys::Result send_sealed();

  std::shared_ptr<const SSLContext> context_;
  ssl_st* ssl_;
  std::size_t sealed_ = 0;  // bytes that are sealed, but not all sent: not reported as written yet
  bool broken_ = false;     // OpenSSL wants no more calls
  bool goodbye_ = false;    // close_notify is sent
};

}  // namespace eyewall
