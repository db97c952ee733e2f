// TCPServer: listens, accepts, and gives each connection's stream to handle_stream.
//
// What: one of three ways to begin: listen(port); bind(port) and start(n) for n processes;
//   add_sockets(bind_sockets(port)) for sockets of one's own.
// For: whoever derives from it: http's HTTPServer.
// Threads: the loop's own.
// Ownership: owns the listening sockets; a connection's stream belongs to whoever handle_stream
//   gives it to, and to the loop while it is registered. The loop outlives the server.
// Errors: what handle_stream throws is logged, and costs that connection only.
// Source: Tornado 3.1.1 tcpserver.TCPServer.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "iostream/iostream.h"
#include "iostream/ssl_context.h"
#include "net/accept_handler.h"
#include "net/bind_sockets.h"

namespace eyewall {

struct TCPServerOptions {
  IOLoop* io_loop = nullptr;  // null: the one that is current when the sockets are added
  std::optional<SSLOptions> ssl_options = {};                  // serve TLS
  std::size_t max_buffer_size = BaseIOStream::kMaxBufferSize;  // bytes that may wait unread
  std::size_t read_chunk_size = BaseIOStream::kReadChunkSize;
};

class TCPServer {
 public:
  /// Throws SSLError for ssl_options that cannot be used.
  explicit TCPServer(TCPServerOptions options = {});
  /// Stops.
  virtual ~TCPServer() { stop(); }
  TCPServer(const TCPServer&) = delete;
  TCPServer& operator=(const TCPServer&) = delete;

  /// Accepts on that port from now on. Throws what bind_sockets throws.
  void listen(std::uint16_t port, const std::string& address = "", Site at = Site::current());
  /// Accepts on these sockets from now on.
  void add_sockets(std::vector<sys::Fd> sockets, Site at = Site::current());
  void add_socket(sys::Fd socket, Site at = Site::current());

  /// Binds only; start() begins. May be called for several ports.
  void bind(std::uint16_t port, const BindOptions& options = {}, Site at = Site::current());
  /// Accepts on what was bound. num_processes: 1: in this process; more: forks so many; less: one
  /// a core. It then returns in the children only, each with a loop of its own: fork_processes.
  /// Throws std::logic_error when it has been started.
  void start(int num_processes = 1, Site at = Site::current());

  /// Accepts no more, and closes the listening sockets. Connections that are open stay open.
  void stop();

  /// The first socket's port; 0 when it does not listen.
  std::uint16_t port() const;
  /// The address of each socket that it listens on.
  std::vector<sys::Address> addresses() const;

 protected:
  /// A new connection, from `address`.
  virtual void handle_stream(std::shared_ptr<IOStream> stream, const sys::Address& address) = 0;
  /// It listens, and io_loop() is known.
  virtual void on_listen() {}
  /// The loop that connections are served on. There is one once it listens.
  IOLoop& io_loop() const { return *options_.io_loop; }

 private:
  std::shared_ptr<IOStream> new_stream(sys::Fd connection);
  void handle_connection(sys::Fd connection, const sys::Address& address);

  struct Listener {
    sys::Fd socket;
    AcceptHandler handler;  // goes first
  };

  TCPServerOptions options_;
  std::shared_ptr<const SSLContext> ssl_context_;  // null: no TLS
  std::vector<Listener> listeners_;
  std::vector<sys::Fd> pending_sockets_;  // bound, and not started
  bool started_ = false;
};

}  // namespace eyewall
