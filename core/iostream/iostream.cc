#include "iostream/iostream.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "sys/log.h"

namespace eyewall {

namespace f = trace::f;
using trace::Kind;

std::shared_ptr<IOStream> IOStream::create(sys::Fd socket, IOLoop& io_loop,
                                           std::size_t max_buffer_size,
                                           std::size_t read_chunk_size) {
  // Not make_shared: the constructor is protected.
  return std::shared_ptr<IOStream>(
      new IOStream(std::move(socket), io_loop, max_buffer_size, read_chunk_size));
}

IOStream::IOStream(sys::Fd socket, IOLoop& io_loop, std::size_t max_buffer_size,
                   std::size_t read_chunk_size)
    : BaseIOStream(io_loop, max_buffer_size, read_chunk_size), socket_(std::move(socket)) {
  trace::name_descriptor(socket_.get(), "conn");
  trace::emit<Kind::stream_new>(Site::current(), 0, f::stream(id()), f::fd(socket_.get()));
}

void IOStream::connect(const sys::Address& address, StreamCallback callback, Site at) {
  check_closed();
  connecting_ = true;
  family_ = address.family();
  if (trace::on()) {
    trace::emit<Kind::stream_connect>(at, 0, f::stream(id()), f::fd(fileno()),
                                      f::address(address.text()));
  }
  const sys::Result result = sys::connect(fileno(), address);
  if (!result.ok() && result.error != EINPROGRESS && !result.would_block()) {
    const sys::Error error(result.error, "connect " + address.text());
    sys::log(sys::LogLevel::warning,
             "Connect error on fd " + std::to_string(fileno()) + ": " + error.what());
    return close(std::make_exception_ptr(error), at);
  }
  connect_callback_ = std::move(callback);
  add_io_state(IOLoop::kWrite);
}

void IOStream::handle_connect() {
  const int failure = sys::socket_error(fileno());
  if (failure != 0) {
    const sys::Error error(failure, "connect");
    sys::log(sys::LogLevel::warning,
             "Connect error on fd " + std::to_string(fileno()) + ": " + error.what());
    connect_callback_ = nullptr;
    return close(std::make_exception_ptr(error));
  }
  on_connected();
  connecting_ = false;
}

void IOStream::run_connect_callback() {
  if (connect_callback_) run_callback(std::exchange(connect_callback_, nullptr));
}

std::exception_ptr IOStream::get_fd_error() {
  const int error = sys::socket_error(fileno());
  return error == 0 ? nullptr : std::make_exception_ptr(sys::Error(error, "the connection"));
}

void IOStream::shutdown_write(Site at) {
  if (!closed()) sys::shutdown_write(fileno(), at);  // a peer that is gone need not be told
}

void IOStream::set_nodelay(bool value, Site at) {
  if (closed()) return;
  if (family_ == AF_UNSPEC) family_ = sys::local_address(fileno()).family();  // it was accepted
  if (family_ != AF_INET && family_ != AF_INET6) return;
  const sys::Result result = sys::set_option(fileno(), IPPROTO_TCP, TCP_NODELAY, value ? 1 : 0, at);
  // A socket that the peer has just closed may say EINVAL: that close will be noticed in its turn.
  if (!result.ok() && result.error != EINVAL) throw sys::Error(result.error, "set_nodelay");
}

}  // namespace eyewall
