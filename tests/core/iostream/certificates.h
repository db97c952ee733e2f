// Certificates for tests, made when they are needed: none is kept, none expires.
//
// What: a folder with the certificate of an authority (ca.pem), and of hosts that it signs, each
//   in one file with its key.
#pragma once

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace eyewall::test {

class Certificates {
 public:
  Certificates() {
    std::string name = (std::filesystem::temp_directory_path() / "eyewall-tls-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    folder_ = name;
    ca_ = sign("Test authority", "", key_of_ca_.get());
    write(ca_pem(), ca_.get(), nullptr);
  }
  ~Certificates() { std::filesystem::remove_all(folder_); }
  Certificates(const Certificates&) = delete;
  Certificates& operator=(const Certificates&) = delete;

  std::string ca_pem() const { return folder_ + "/ca.pem"; }
  /// Certificate and key for `names` ("DNS:localhost,IP:127.0.0.1"), signed by the authority.
  std::string host(const std::string& names) {
    const Key key = new_key();
    const Cert cert = sign("Host", names, key.get());
    const std::string file = folder_ + "/host" + std::to_string(++hosts_) + ".pem";
    write(file, cert.get(), key.get());
    return file;
  }

 private:
  using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
  using Cert = std::unique_ptr<X509, void (*)(X509*)>;

  static Key new_key() { return {EVP_EC_gen("P-256"), EVP_PKEY_free}; }

  // No names: the authority itself.
  Cert sign(const char* common_name, const std::string& names, EVP_PKEY* key) {
    Cert cert(X509_new(), X509_free);
    X509_set_version(cert.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(cert.get()), ++serial_);
    X509_gmtime_adj(X509_getm_notBefore(cert.get()), -86400);
    X509_gmtime_adj(X509_getm_notAfter(cert.get()), 86400);
    X509_set_pubkey(cert.get(), key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(cert.get()), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(common_name), -1, -1, 0);
    X509* const issuer = names.empty() ? cert.get() : ca_.get();
    X509_set_issuer_name(cert.get(), X509_get_subject_name(issuer));
    extend(cert.get(), issuer, NID_basic_constraints, names.empty() ? "CA:TRUE" : "CA:FALSE");
    if (!names.empty()) extend(cert.get(), issuer, NID_subject_alt_name, names.c_str());
    X509_sign(cert.get(), key_of_ca_.get(), EVP_sha256());
    return cert;
  }

  static void extend(X509* cert, X509* issuer, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, cert, nullptr, nullptr, 0);
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    if (extension == nullptr) throw std::runtime_error(value);
    X509_add_ext(cert, extension, -1);
    X509_EXTENSION_free(extension);
  }

  static void write(const std::string& path, X509* cert, EVP_PKEY* key) {
    const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "w"), std::fclose);
    if (!file) throw std::runtime_error(path);
    PEM_write_X509(file.get(), cert);
    if (key != nullptr)
      PEM_write_PrivateKey(file.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  }

  std::string folder_;
  Key key_of_ca_ = new_key();
  Cert ca_{nullptr, X509_free};
  int serial_ = 0;
  int hosts_ = 0;
};

}  // namespace eyewall::test
