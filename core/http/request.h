// HTTPRequest: what to fetch, and how; RequestProxy: the same with the client's defaults filled in.
//
// What: a plain aggregate, made with designated initialisers: HTTPRequest{.url = u, .method =
// "PUT"}. For: users of the client (HTTPRequest), and the client itself (RequestProxy). Threads:
// values; the callbacks run on the loop's thread. Owns: its text. An unset option means "as the
// client's RequestDefaults say". Mirrors: Tornado 3.1.1 httpclient.HTTPRequest, its _DEFAULTS, and
// httpclient._RequestProxy. Absent are
//   the options that Tornado's simple client refuses (proxies, network_interface).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/headers.h"

namespace eyewall::http {

struct HTTPRequest {
  std::string url = {};  // absolute, http:// or https://
  std::string method = "GET";
  Headers headers = {};                           // sent besides those that the client adds
  std::optional<std::string> body = {};           // set, if only to "", for POST, PATCH and PUT
  std::optional<std::string> auth_username = {};  // Basic; what the URL says goes first
  std::optional<std::string> auth_password = {};
  std::optional<std::string> auth_mode = {};           // only "basic" is supported
  std::optional<double> connect_timeout = {};          // seconds; 0: none
  std::optional<double> request_timeout = {};          // seconds, from the start; 0: none
  std::optional<std::int64_t> if_modified_since = {};  // seconds since 1970
  std::optional<bool> follow_redirects = {};
  std::optional<int> max_redirects = {};
  std::optional<std::string> user_agent = {};
  std::optional<bool> use_gzip = {};  // ask for gzip, and decompress it
  /// Given each piece of the body as it comes; the response's body is then empty.
  std::function<void(std::string_view)> streaming_callback = {};
  /// Given the status line, each header line and the empty line, each with its CRLF.
  std::function<void(std::string_view)> header_callback = {};
  std::optional<bool> allow_nonstandard_methods = {};
  std::optional<bool> allow_ipv6 = {};
  std::optional<bool> validate_cert = {};       // of https servers; false: any certificate will do
  std::optional<std::string> ca_certs = {};     // PEM file: the authorities to trust
  std::optional<std::string> client_cert = {};  // PEM file, shown to servers that ask
  std::optional<std::string> client_key = {};   // PEM file; unset: the key is in client_cert
  /// Set by the client in a request that a redirect made: the one that the user made.
  std::shared_ptr<const HTTPRequest> original_request = {};
};

/// What a client takes for the options that a request leaves open.
struct RequestDefaults {
  double connect_timeout = 20.0;  // seconds
  double request_timeout = 20.0;  // seconds
  bool follow_redirects = true;
  int max_redirects = 5;
  std::string user_agent = {};  // empty: no User-Agent header
  bool use_gzip = true;
  bool allow_nonstandard_methods = false;
  bool allow_ipv6 = false;  // Tornado's simple client tries one address, so IPv4 by default
  bool validate_cert = true;
  std::string ca_certs = {};  // empty: the system's
};

/// A request and the defaults, asked as one.
class RequestProxy {
 public:
  RequestProxy(HTTPRequest request, RequestDefaults defaults)
      : request_(std::make_shared<const HTTPRequest>(std::move(request))),
        defaults_(std::move(defaults)) {}

  const HTTPRequest& request() const { return *request_; }
  /// The request that the user made, also behind redirects.
  std::shared_ptr<const HTTPRequest> original_request() const {
    return request_->original_request ? request_->original_request : request_;
  }

  double connect_timeout() const {
    return request_->connect_timeout.value_or(defaults_.connect_timeout);
  }
  double request_timeout() const {
    return request_->request_timeout.value_or(defaults_.request_timeout);
  }
  bool follow_redirects() const {
    return request_->follow_redirects.value_or(defaults_.follow_redirects);
  }
  int max_redirects() const { return request_->max_redirects.value_or(defaults_.max_redirects); }
  const std::string& user_agent() const {
    return request_->user_agent ? *request_->user_agent : defaults_.user_agent;
  }
  bool use_gzip() const { return request_->use_gzip.value_or(defaults_.use_gzip); }
  bool allow_nonstandard_methods() const {
    return request_->allow_nonstandard_methods.value_or(defaults_.allow_nonstandard_methods);
  }
  bool allow_ipv6() const { return request_->allow_ipv6.value_or(defaults_.allow_ipv6); }
  bool validate_cert() const { return request_->validate_cert.value_or(defaults_.validate_cert); }
  const std::string& ca_certs() const {
    return request_->ca_certs ? *request_->ca_certs : defaults_.ca_certs;
  }

 private:
  std::shared_ptr<const HTTPRequest> request_;
  RequestDefaults defaults_;
};

}  // namespace eyewall::http
