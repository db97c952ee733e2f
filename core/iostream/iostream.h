// IOStream: a stream over a socket.
//
// What: BaseIOStream over a connected or unconnected stream socket, and connect().
// For: http, net.
// Threads, errors: as BaseIOStream.
// Ownership: owns the socket.
// Source: Tornado 3.1.1 iostream.IOStream.
#pragma once

#include "iostream/base_iostream.h"
#include "sys/socket_calls.h"

namespace eyewall {

class IOStream : public BaseIOStream {
 public:
  /// socket: non-blocking. max_buffer_size: bytes that may wait unread.
  static std::shared_ptr<IOStream> create(sys::Fd socket, IOLoop& io_loop = IOLoop::current(),
                                          std::size_t max_buffer_size = kMaxBufferSize,
                                          std::size_t read_chunk_size = kReadChunkSize);

  /// Connects; the callback runs when it is done. A failure closes the stream, and error() says
  /// why. Writes are kept until then. Throws StreamClosedError.
  void connect(const sys::Address& address, StreamCallback callback = nullptr,
               Site at = Site::current());
  /// Sends small writes at once (TCP_NODELAY). Does nothing on a closed stream or another kind of
  /// socket.
  void set_nodelay(bool value, Site at = Site::current());
  /// Tells the peer that nothing more will be written; reading goes on. What is written already and
  /// not sent yet is lost.
  virtual void shutdown_write(Site at = Site::current());

 protected:
  IOStream(sys::Fd socket, IOLoop& io_loop, std::size_t max_buffer_size,
           std::size_t read_chunk_size);

  int fileno() const override { return socket_.get(); }
  void close_fd() override {
    connect_callback_ = nullptr;
    socket_.reset();
  }
  sys::Result write_to_fd(std::string_view data) override { return sys::send(socket_.get(), data); }
  sys::Result read_from_fd(std::span<char> out) override { return sys::recv(socket_.get(), out); }
  std::exception_ptr get_fd_error() override;
  void handle_connect() override;
  /// The connection is there.
  virtual void on_connected() { run_connect_callback(); }
  void run_connect_callback();

 private:
  sys::Fd socket_;
  int family_ = AF_UNSPEC;  // not known yet
  StreamCallback connect_callback_;
};

}  // namespace eyewall
