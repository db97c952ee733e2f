// HTTPServerRequest: a request that a server was sent, and the way to answer it.
//
// What: method, target, headers and body; write() and finish(). The answer is either written as
//   bytes, as Tornado 3.1.1 does it, or begun with the connection's write_headers().
// For: the server's request callback; web, later.
// Threads: the loop's own.
// Ownership: counted; shares its connection, and the connection it while it is answered. It may be
//   kept for as long as one likes: what is written to a connection that is gone is dropped.
// Source: Tornado 3.1.1 httpserver.HTTPRequest. That name is the client's here, where one namespace
//   holds what are two modules there; the name is Tornado 4's.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "http/request_head.h"
#include "ioloop/ioloop.h"
#include "iostream/base_iostream.h"

namespace eyewall::http {

class HTTPServerConnection;

struct HTTPServerRequest {
  RequestHead head = {};
  std::string body = {};
  std::string remote_ip = {};  // by X-Real-Ip or X-Forwarded-For, where the server believes them
  std::string protocol = {};   // "http" or "https"
  std::shared_ptr<HTTPServerConnection> connection = {};
  IOLoop::TimePoint start_time = {};
  trace::Id id = 0;

  const std::string& method() const { return head.method; }
  const std::string& uri() const { return head.uri; }
  const Headers& headers() const { return head.headers; }
  const char* version() const { return head.minor_version == 0 ? "HTTP/1.0" : "HTTP/1.1"; }
  bool supports_http_1_1() const { return head.minor_version != 0; }
  /// What stands before the "?" of the uri, and what stands behind it.
  std::string_view path() const;
  std::string_view query() const;
  /// The host that was asked; "127.0.0.1" when none was named.
  std::string host() const;
  std::string full_url() const;
  /// Seconds since the request came.
  double request_time() const;

  // As the connection's, which serves one request at a time: of a request that is finished, or
  // whose connection is gone, they do nothing.
  void write_headers(int code, Headers headers, std::string_view chunk = {},
                     StreamCallback callback = nullptr, Site at = Site::current());
  void write(std::string chunk, StreamCallback callback = nullptr, Site at = Site::current());
  void finish(Site at = Site::current());
};

}  // namespace eyewall::http
