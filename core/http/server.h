// HTTPServer: a non-blocking HTTP/1.1 server.
//
// What: accepts connections, reads their requests, and gives each to a callback, which answers it
//   now or later. Keep-alive, pipelining, chunked bodies, 100-continue, limits, timeouts, TLS.
// For: programs; web's Application.
// Threads: the loop's own.
// Ownership: owns the callback and the connections; closes them when it goes. The loop outlives it.
// Errors: as TCPServer's. A bad request is answered with its status, and its connection closed.
// Source: Tornado 3.1.1 httpserver.HTTPServer.
#pragma once

#include <memory>
#include <optional>

#include "concurrent/future.h"
#include "http/server_options.h"
#include "ioloop/periodic_callback.h"
#include "net/tcp_server.h"

namespace eyewall::http {

class HTTPServer : public TCPServer {
 public:
  explicit HTTPServer(RequestCallback request_callback, HTTPServerOptions options = {});
  ~HTTPServer() override;

  /// Closes idle connections at once, and each other one when its request is answered. Done when
  /// none is left. stop() first, or new ones may come. Source: Tornado 4.0.
  Future<void> close_all_connections();
  /// Connections that are open.
  std::size_t connections() const { return shared_->connections.size(); }

 protected:
  void handle_stream(std::shared_ptr<IOStream> stream, const sys::Address& address) override;
  void on_listen() override;

 private:
  void sweep();

  std::shared_ptr<ServerShared> shared_;
  std::optional<PeriodicCallback> sweeper_;  // once it listens, where there is a timeout
};

}  // namespace eyewall::http
