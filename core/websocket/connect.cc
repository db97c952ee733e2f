// websocket_connect: from a URL to a connection.
#include "concurrent/add_future.h"
#include "http/request_text.h"
#include "net/tcp_client.h"
#include "trace/emit.h"
#include "websocket/client.h"
#include "websocket/handshake.h"

namespace eyewall::websocket {

namespace {

constexpr std::size_t kMaxHeadBytes = 65536;

http::Url http_url(std::string_view url) {
  for (const std::string_view scheme : {"ws://", "wss://"}) {
    if (!http::equal_ignoring_case(url.substr(0, scheme.size()), scheme)) continue;
    http::Url parsed = http::Url::parse("http" + std::string(url.substr(2)));
    if (parsed.fragment)
      throw http::UrlError("Fragment in a WebSocket's URL: " + http::quoted(url));
    return parsed;
  }
  throw http::UrlError("Not a WebSocket's URL: " + http::quoted(url));
}

}  // namespace

// One call of websocket_connect. Whatever it waits for owns it.
class Connector : public std::enable_shared_from_this<Connector> {
 public:
  Connector(std::string url, ConnectOptions options, Site at)
      : future(at),
        io_loop_(options.io_loop != nullptr ? *options.io_loop : IOLoop::current()),
        url_(std::move(url)),
        options_(std::move(options)),
        key_(new_key()) {}

  void start() {
    const http::Url url = http_url(url_);
    request_ = request(url);
    eyewall::ConnectOptions tcp;
    if (url.scheme == "https") tcp.ssl_options = options_.ssl_options;
    TCPClient client(io_loop_, options_.resolver);
    add_future(
        io_loop_, client.connect(url.host, url.port, tcp),
        named("on_connect", [self = shared_from_this()](Future<std::shared_ptr<IOStream>> s) {
          self->guarded([&] { self->on_connect(s.take()); });
        }));
    if (options_.connect_timeout.count() <= 0) return;
    timeout_ = io_loop_.add_timeout(IOLoop::Duration(options_.connect_timeout),
                                    named("on_timeout", [self = shared_from_this()] {
                                      self->timeout_ = Timeout();
                                      self->fail(std::make_exception_ptr(TimeoutError("Timeout")));
                                    }));
  }

  void fail(const std::exception_ptr& error) {
    if (!future.done()) future.set_exception(error);
    finish();
  }

  Future<std::shared_ptr<WebSocketClientConnection>> future;

 private:
  std::string request(const http::Url& url) const {
    http::Headers headers = options_.headers;
    for (const auto& [name, value] :
         request_headers(key_, options_.subprotocols, options_.websocket.compression.has_value())
             .get_all()) {
      headers.set(name, value);
    }
    http::HTTPRequest asked{.url = url.to_string(), .headers = std::move(headers)};
    asked.use_gzip = false;
    return http::request_text({std::move(asked), {}}, url);
  }

  template <class Step>
  void guarded(Step step) {
    try {
      step();
    } catch (...) {
      fail(std::current_exception());
    }
  }

  void on_connect(std::shared_ptr<IOStream> stream) {
    if (future.done()) return stream->close();  // too late
    stream_ = std::move(stream);
    stream_->set_nodelay(true);
    stream_->set_stop_at_short_read(true);
    stream_->set_close_callback(named("on_close", [self = shared_from_this()] {
      const std::exception_ptr why = self->stream_ ? self->stream_->error() : nullptr;
      self->fail(why ? why : std::make_exception_ptr(StreamClosedError()));
    }));
    stream_->write(request_);
    stream_->read_until_regex("\r?\n\r?\n",
                              named("on_headers",
                                    [self = shared_from_this()](const std::string& head) {
                                      self->guarded([&] { self->on_headers(head); });
                                    }),
                              kMaxHeadBytes);
  }

  void on_headers(const std::string& head) {
    if (future.done()) return;
    const bool compress = options_.websocket.compression.has_value();
    const ServerHandshake agreed =
        check_answer(http::parse_response_head(head), key_, options_.subprotocols, compress);
    std::shared_ptr<IOStream> stream = std::exchange(stream_, nullptr);
    trace::emit<trace::Kind::ws_open>(trace::Site::current(), 0, trace::f::stream(stream->id()),
                                      trace::f::url(url_));
    auto connection = std::make_shared<WebSocketClientConnection>();
    connection->subprotocol_ = agreed.subprotocol;
    connection->begin(std::move(stream), options_.websocket, agreed.deflate);
    finish();
    future.set_result(std::move(connection));
  }

  void finish() {
    if (timeout_) io_loop_.remove_timeout(std::exchange(timeout_, Timeout()));
    const std::shared_ptr<IOStream> stream = std::exchange(stream_, nullptr);
    if (!stream) return;
    stream->set_close_callback(nullptr);
    stream->close();
  }

  IOLoop& io_loop_;
  const std::string url_;
  const ConnectOptions options_;
  const std::string key_;
  std::string request_;
  std::shared_ptr<IOStream> stream_;  // while hands are shaken
  Timeout timeout_;
};

Future<std::shared_ptr<WebSocketClientConnection>> websocket_connect(std::string url,
                                                                     ConnectOptions options,
                                                                     Site at) {
  const auto connector = std::make_shared<Connector>(std::move(url), std::move(options), at);
  try {
    connector->start();
  } catch (...) {
    connector->fail(std::current_exception());
  }
  return connector->future;
}

}  // namespace eyewall::websocket
