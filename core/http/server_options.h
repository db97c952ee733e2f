// What a server is told, and what its connections share.
//
// What: HTTPServerOptions, for users; ServerShared, which outlives the server while connections do.
// For: HTTPServer, HTTPServerConnection.
// Threads: the loop's own.
// Source: the arguments of Tornado 3.1.1's httpserver.HTTPServer; the limits and timeouts are
//   Tornado 4's.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "concurrent/future.h"
#include "functional/function.h"
#include "iostream/base_iostream.h"
#include "iostream/ssl_context.h"

namespace eyewall::http {

struct HTTPServerRequest;
class HTTPServerConnection;

using RequestCallback = Function<void(std::shared_ptr<HTTPServerRequest>)>;

struct HTTPServerOptions {
  bool no_keep_alive = false;  // one request a connection
  bool xheaders = false;       // believe X-Real-Ip, X-Forwarded-For, X-Scheme, X-Forwarded-Proto
  std::string protocol = {};   // of the requests; empty: http, or https with ssl_options
  std::optional<SSLOptions> ssl_options = {};
  IOLoop* io_loop = nullptr;  // null: the one that is current when it listens

  std::size_t max_header_size = 65536;                       // bytes of a request's head
  std::size_t max_header_count = 200;                        // fields of it
  std::size_t max_body_size = BaseIOStream::kMaxBufferSize;  // bytes
  std::chrono::nanoseconds idle_connection_timeout = std::chrono::seconds(3600);
  std::chrono::nanoseconds header_timeout = std::chrono::seconds(60);  // from its first byte
  std::chrono::nanoseconds body_timeout = std::chrono::seconds(60);  // with no byte of it; 0: none
  /// With no byte of the answer taken by the client; 0: none.
  std::chrono::nanoseconds write_timeout = std::chrono::seconds(60);
};

struct ServerShared {
  HTTPServerOptions options;
  RequestCallback request_callback;
  std::unordered_map<HTTPServerConnection*, std::shared_ptr<HTTPServerConnection>> connections;
  std::chrono::nanoseconds period{0};  // between two sweeps; 0: there are none
  std::uint64_t sweeps = 0;
  bool closing = false;                    // close_all_connections() was called, or it is gone
  std::optional<Future<void>> all_closed;  // its future

  /// Whether what began at sweep `since` has lasted for `timeout` (0: for ever).
  bool lasted(std::uint64_t since, std::chrono::nanoseconds timeout) const {
    return timeout.count() > 0 && static_cast<std::int64_t>(sweeps - since) * period >= timeout;
  }
  void forget(HTTPServerConnection* connection) {
    connections.erase(connection);
    if (connections.empty() && all_closed && !all_closed->done()) all_closed->set_result();
  }
};

}  // namespace eyewall::http
