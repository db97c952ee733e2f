// Boost.Beast's server, as its asynchronous example has it, for server_bench.py. Prints its port.
#include <boost/beast.hpp>
#include <cstdio>
#include <memory>
#include <optional>

namespace {

namespace beast = boost::beast;
namespace http = beast::http;
namespace net = boost::asio;
using tcp = net::ip::tcp;

// A connection's requests, one after another.
class Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(tcp::socket socket) : stream_(std::move(socket)) {
    stream_.socket().set_option(tcp::no_delay(true));
  }

  void read() {
    request_ = {};
    stream_.expires_after(std::chrono::seconds(30));
    http::async_read(stream_, buffer_, request_,
                     [self = shared_from_this()](beast::error_code error, std::size_t) {
                       if (!error) self->write();
                     });
  }

 private:
  void write() {
    response_.emplace(http::status::ok, request_.version());
    response_->set(http::field::content_type, "text/plain");
    response_->keep_alive(request_.keep_alive());
    response_->body() = "Hello, world";
    response_->prepare_payload();
    http::async_write(stream_, *response_,
                      [self = shared_from_this()](beast::error_code error, std::size_t) {
                        if (!error && self->request_.keep_alive()) self->read();
                      });
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  http::request<http::string_body> request_;
  std::optional<http::response<http::string_body>> response_;
};

void accept(tcp::acceptor& acceptor) {
  acceptor.async_accept([&acceptor](beast::error_code error, tcp::socket socket) {
    if (!error) std::make_shared<Session>(std::move(socket))->read();
    accept(acceptor);
  });
}

}  // namespace

int main() {
  net::io_context context(1);
  tcp::acceptor acceptor(context, {net::ip::address_v4::loopback(), 0});
  accept(acceptor);
  std::printf("%d\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  context.run();
}
