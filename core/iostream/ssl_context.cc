#include "iostream/ssl_context.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace eyewall {

std::string ssl_error_text(const char* otherwise) {
  std::string text = otherwise;
  if (const unsigned long code = ERR_get_error(); code != 0) {
    const char* const reason = ERR_reason_error_string(code);
    text = reason != nullptr ? reason : "OpenSSL error " + std::to_string(code);
  }
  ERR_clear_error();
  return text;
}

namespace {

void check(bool worked, const std::string& what) {
  if (!worked) throw SSLError(what + ": " + ssl_error_text("unknown"));
}

int mode(CertReqs reqs) {
  switch (reqs) {
    case CertReqs::none:
      return SSL_VERIFY_NONE;
    case CertReqs::optional:
      return SSL_VERIFY_PEER;
    case CertReqs::required:
      break;
  }
  return SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT;
}

}  // namespace

std::shared_ptr<const SSLContext> SSLContext::server(const SSLOptions& options) {
  if (options.certfile.empty()) throw SSLError("a server needs a certificate: certfile is missing");
  return std::shared_ptr<const SSLContext>(new SSLContext(options, true));
}

std::shared_ptr<const SSLContext> SSLContext::client(const SSLOptions& options) {
  return std::shared_ptr<const SSLContext>(new SSLContext(options, false));
}

SSLContext::SSLContext(const SSLOptions& options, bool server)
    : context_(SSL_CTX_new(server ? TLS_server_method() : TLS_client_method())), server_(server) {
  check(context_ != nullptr, "TLS");
  const CertReqs reqs = options.cert_reqs.value_or(server ? CertReqs::none : CertReqs::required);
  verifies_ = reqs != CertReqs::none;
  try {
    load(options);
    trust(options, reqs);
  } catch (...) {
    SSL_CTX_free(context_);
    throw;
  }
}

void SSLContext::load(const SSLOptions& options) {
  SSL_CTX_set_min_proto_version(context_, TLS1_2_VERSION);
  // A stream's buffer may move while a write waits, and an idle stream shall hold little.
  SSL_CTX_set_mode(context_, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_options(context_, SSL_OP_NO_RENEGOTIATION);
  if (!options.ciphers.empty()) {
    check(SSL_CTX_set_cipher_list(context_, options.ciphers.c_str()) == 1, options.ciphers);
  }
  if (options.certfile.empty()) return;
  const std::string& key = options.keyfile.empty() ? options.certfile : options.keyfile;
  check(SSL_CTX_use_certificate_chain_file(context_, options.certfile.c_str()) == 1,
        options.certfile);
  check(SSL_CTX_use_PrivateKey_file(context_, key.c_str(), SSL_FILETYPE_PEM) == 1, key);
}

void SSLContext::trust(const SSLOptions& options, CertReqs reqs) {
  SSL_CTX_set_verify(context_, mode(reqs), nullptr);
  constexpr unsigned char kSessions[] = "eyewall";  // OpenSSL wants it of servers that verify
  SSL_CTX_set_session_id_context(context_, kSessions, sizeof kSessions - 1);
  if (!verifies_) return;
  if (options.ca_certs.empty()) {
    check(SSL_CTX_set_default_verify_paths(context_) == 1, "the system's certificates");
  } else {
    check(SSL_CTX_load_verify_file(context_, options.ca_certs.c_str()) == 1, options.ca_certs);
  }
}

SSLContext::~SSLContext() {
  SSL_CTX_free(context_);
}

}  // namespace eyewall
