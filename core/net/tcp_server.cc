#include "net/tcp_server.h"

#include <iterator>
#include <stdexcept>

#include "iostream/ssl_iostream.h"
#include "net/fork_processes.h"
#include "sys/log.h"
#include "trace/exception_text.h"

namespace eyewall {

TCPServer::TCPServer(TCPServerOptions options) : options_(std::move(options)) {
  if (options_.ssl_options) ssl_context_ = SSLContext::server(*options_.ssl_options);
}

void TCPServer::listen(std::uint16_t port, const std::string& address, Site at) {
  add_sockets(bind_sockets(port, {.address = address}, at), at);
}

void TCPServer::add_sockets(std::vector<sys::Fd> sockets, Site at) {
  if (options_.io_loop == nullptr) options_.io_loop = &IOLoop::current();
  for (sys::Fd& socket : sockets) {
    const int fd = socket.get();
    AcceptHandler handler =
        add_accept_handler(fd,
                           named("handle_connection",
                                 [this](sys::Fd connection, const sys::Address& peer) {
                                   handle_connection(std::move(connection), peer);
                                 }),
                           io_loop(), at);
    listeners_.push_back({std::move(socket), std::move(handler)});
  }
  on_listen();
}

void TCPServer::add_socket(sys::Fd socket, Site at) {
  std::vector<sys::Fd> one;
  one.push_back(std::move(socket));
  add_sockets(std::move(one), at);
}

void TCPServer::bind(std::uint16_t port, const BindOptions& options, Site at) {
  std::vector<sys::Fd> sockets = bind_sockets(port, options, at);
  if (started_) return add_sockets(std::move(sockets), at);
  pending_sockets_.insert(pending_sockets_.end(), std::make_move_iterator(sockets.begin()),
                          std::make_move_iterator(sockets.end()));
}

void TCPServer::start(int num_processes, Site at) {
  if (started_) throw std::logic_error("TCPServer::start: it has been started");
  started_ = true;
  if (num_processes != 1) {
    if (options_.io_loop != nullptr) {
      throw std::logic_error("TCPServer::start: several processes cannot share the server's loop");
    }
    fork_processes(num_processes);
  }
  add_sockets(std::exchange(pending_sockets_, {}), at);
}

void TCPServer::stop() {
  listeners_.clear();
}

std::uint16_t TCPServer::port() const {
  if (listeners_.empty()) return 0;
  return sys::local_address(listeners_.front().socket.get()).port();
}

std::vector<sys::Address> TCPServer::addresses() const {
  std::vector<sys::Address> all;
  for (const Listener& listener : listeners_) {
    all.push_back(sys::local_address(listener.socket.get()));
  }
  return all;
}

std::shared_ptr<IOStream> TCPServer::new_stream(sys::Fd connection) {
  if (!ssl_context_) {
    return IOStream::create(std::move(connection), io_loop(), options_.max_buffer_size,
                            options_.read_chunk_size);
  }
  return SSLIOStream::accepted(std::move(connection), ssl_context_, io_loop(),
                               options_.max_buffer_size, options_.read_chunk_size);
}

void TCPServer::handle_connection(sys::Fd connection, const sys::Address& address) {
  try {
    handle_stream(new_stream(std::move(connection)), address);
  } catch (...) {
    sys::log(sys::LogLevel::error,
             "Error in connection callback: " + describe(std::current_exception()).message);
  }
}

}  // namespace eyewall
