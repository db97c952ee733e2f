#include "net/tcp_client.h"

#include "concurrent/add_future.h"
#include "iostream/ssl_iostream.h"

namespace eyewall {

namespace {

// One call of connect(), address by address. Whatever it waits for owns it. Source: Tornado 4.0
// tcpclient._Connector.
class Connector : public std::enable_shared_from_this<Connector> {
 public:
  Connector(IOLoop& io_loop, std::string host, ConnectOptions options, Site at)
      : future(at), io_loop_(io_loop), host_(std::move(host)), options_(std::move(options)) {
    if (options_.ssl_options) context_ = SSLContext::client(*options_.ssl_options);
  }

  void start(Resolver& resolver, std::uint16_t port) {
    add_future(io_loop_, resolver.resolve(host_, port, options_.family),
               named("on_resolve", [self = shared_from_this()](Future<AddrInfo> resolved) {
                 if (const std::exception_ptr error = resolved.exception())
                   return self->future.set_exception(error);
                 self->addresses_ = resolved.result();
                 self->next();
               }));
  }

  Future<std::shared_ptr<IOStream>> future;

 private:
  std::shared_ptr<IOStream> new_stream(int family) {
    sys::Fd socket = sys::stream_socket(family);
    if (!context_) return IOStream::create(std::move(socket), io_loop_, options_.max_buffer_size);
    return SSLIOStream::connecting(std::move(socket), context_, host_, io_loop_,
                                   options_.max_buffer_size);
  }

  void next() {
    const sys::Address& address = addresses_[next_++];
    std::shared_ptr<IOStream> stream;
    try {
      stream = new_stream(address.family());
    } catch (...) {  // no such family here, or no descriptor
      return failed(std::current_exception());
    }
    stream_ = stream;
    stream->set_close_callback(named(
        "on_close", [self = shared_from_this()] { self->failed(self->stream_.lock()->error()); }));
    stream->connect(address, named("on_connect", [self = shared_from_this()] {
                      std::shared_ptr<IOStream> connected = self->stream_.lock();
                      connected->set_close_callback(nullptr);
                      self->future.set_result(std::move(connected));
                    }));
  }

  void failed(std::exception_ptr error) {
    if (next_ < addresses_.size()) return next();
    if (!error) error = std::make_exception_ptr(StreamClosedError());
    future.set_exception(std::move(error));
  }

  IOLoop& io_loop_;
  const std::string host_;
  const ConnectOptions options_;
  std::shared_ptr<const SSLContext> context_;
  AddrInfo addresses_;
  std::size_t next_ = 0;            // the address to try
  std::weak_ptr<IOStream> stream_;  // the loop's while it connects: it holds this by its callbacks
};

}  // namespace

TCPClient::TCPClient(IOLoop& io_loop, std::shared_ptr<Resolver> resolver)
    : io_loop_(io_loop),
      resolver_(resolver ? std::move(resolver) : std::make_shared<BlockingResolver>(io_loop)) {}

Future<std::shared_ptr<IOStream>> TCPClient::connect(std::string host, std::uint16_t port,
                                                     ConnectOptions options, Site at) {
  const auto connector =
      std::make_shared<Connector>(io_loop_, std::move(host), std::move(options), at);
  connector->start(*resolver_, port);
  return connector->future;
}

}  // namespace eyewall
