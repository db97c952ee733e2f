// SSLContext: what a side of TLS trusts, and what it shows of itself.
//
// What: certificate, key, trusted authorities, whether the peer must show a certificate; shared by
//   every SSLIOStream of a server, or of a client's requests that ask for the same.
// For: SSLIOStream; net's TCPServer and http's client, which are given SSLOptions.
// Threads: immutable once made; any thread.
// Ownership: counted.
// Errors: SSLError names the file, and what OpenSSL says of it.
// Source: Tornado 3.1.1 netutil.ssl_options_to_context, and Python's ssl.SSLContext.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

extern "C" {
struct ssl_ctx_st;
}

namespace eyewall {

/// TLS failed: a file, a handshake, a record. Source: Python's ssl.SSLError.
class SSLError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The peer's certificate is not trusted, or is another host's.
class CertificateError : public SSLError {
 public:
  using SSLError::SSLError;
};

/// Whether the peer must show a certificate; one that is shown is verified.
enum class CertReqs : std::uint8_t { none, optional, required };

struct SSLOptions {
  std::string certfile = {};  // PEM: this side's certificate, and those between it and its root
  std::string keyfile = {};   // PEM; empty: the key is in certfile
  std::string ca_certs = {};  // PEM: the authorities to trust; empty: the system's
  std::optional<CertReqs> cert_reqs = {};  // unset: required of servers, none of clients
  std::string ciphers = {};                // OpenSSL's list, for TLS 1.2; empty: OpenSSL's default

  friend auto operator<=>(const SSLOptions&, const SSLOptions&) = default;
};

class SSLContext {
 public:
  /// For connections that we accept; needs a certfile. TLS 1.2 and later. Throws SSLError.
  static std::shared_ptr<const SSLContext> server(const SSLOptions& options);
  /// For connections that we make.
  static std::shared_ptr<const SSLContext> client(const SSLOptions& options = {});

  ~SSLContext();
  SSLContext(const SSLContext&) = delete;
  SSLContext& operator=(const SSLContext&) = delete;

  ssl_ctx_st* get() const { return context_; }
  bool verifies() const { return verifies_; }
  bool is_server() const { return server_; }

 private:
  SSLContext(const SSLOptions& options, bool server);
  void load(const SSLOptions& options);
  void trust(const SSLOptions& options, CertReqs reqs);

  ssl_ctx_st* context_;
  bool verifies_;
  bool server_;
};

/// What OpenSSL's queue of errors says, and empties it: "wrong version number"; `otherwise` when it
/// says nothing.
std::string ssl_error_text(const char* otherwise);

}  // namespace eyewall
