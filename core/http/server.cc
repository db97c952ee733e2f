#include "http/server.h"

#include <algorithm>
#include <vector>

#include "http/server_connection.h"

namespace eyewall::http {
namespace {

constexpr std::size_t kRoom = std::size_t{256} * 1024;  // beside a body: the next request's head

TCPServerOptions tcp_options(const HTTPServerOptions& options) {
  TCPServerOptions tcp;
  tcp.io_loop = options.io_loop;
  tcp.ssl_options = options.ssl_options;
  tcp.max_buffer_size = std::max(options.max_body_size, options.max_header_size) + kRoom;
  return tcp;
}

// A quarter of the shortest timeout: so much later than it says may be noticed.
std::chrono::nanoseconds sweep_period(const HTTPServerOptions& options) {
  std::chrono::nanoseconds shortest{0};
  for (const auto timeout : {options.idle_connection_timeout, options.header_timeout,
                             options.body_timeout, options.write_timeout}) {
    if (timeout.count() > 0 && (shortest.count() == 0 || timeout < shortest)) shortest = timeout;
  }
  if (shortest.count() == 0) return shortest;
  return std::max<std::chrono::nanoseconds>(shortest / 4, std::chrono::milliseconds(10));
}

// The connections, which may be closed one by one: what is closed leaves the table. In the order in
// which they came, so that a traced run is the same each time.
std::vector<std::shared_ptr<HTTPServerConnection>> all_of(const ServerShared& shared) {
  std::vector<std::shared_ptr<HTTPServerConnection>> all;
  all.reserve(shared.connections.size());
  for (const auto& [key, connection] : shared.connections) all.push_back(connection);
  std::sort(all.begin(), all.end(),
            [](const auto& a, const auto& b) { return a->stream().id() < b->stream().id(); });
  return all;
}

}  // namespace

HTTPServer::HTTPServer(RequestCallback request_callback, HTTPServerOptions options)
    : TCPServer(tcp_options(options)), shared_(std::make_shared<ServerShared>()) {
  if (options.protocol.empty()) options.protocol = options.ssl_options ? "https" : "http";
  shared_->period = sweep_period(options);
  shared_->options = std::move(options);
  shared_->request_callback = std::move(request_callback);
}

HTTPServer::~HTTPServer() {
  stop();
  shared_->closing = true;
  const auto connections = all_of(*shared_);
  shared_->connections.clear();
  for (const auto& connection : connections) connection->close();
}

void HTTPServer::handle_stream(std::shared_ptr<IOStream> stream, const sys::Address& address) {
  const auto connection =
      std::make_shared<HTTPServerConnection>(shared_, std::move(stream), address);
  shared_->connections.emplace(connection.get(), connection);
  try {
    connection->start();
  } catch (...) {
    shared_->forget(connection.get());
    throw;
  }
}

void HTTPServer::on_listen() {
  if (sweeper_ || shared_->period.count() == 0) return;
  sweeper_.emplace(named("sweep", [this] { sweep(); }), shared_->period, io_loop());
  sweeper_->start();
}

void HTTPServer::sweep() {
  ++shared_->sweeps;
  for (const auto& connection : all_of(*shared_)) connection->sweep();
}

Future<void> HTTPServer::close_all_connections() {
  shared_->closing = true;
  if (!shared_->all_closed) shared_->all_closed.emplace();
  const Future<void> done = *shared_->all_closed;
  for (const auto& connection : all_of(*shared_)) connection->close_when_idle();
  if (shared_->connections.empty() && !done.done()) shared_->all_closed->set_result();
  return done;
}

}  // namespace eyewall::http
