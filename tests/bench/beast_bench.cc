// The fetches of fetch_bench.cc, by Boost.Beast's asynchronous client.
#include <benchmark/benchmark.h>

#include <boost/beast.hpp>
#include <chrono>
#include <optional>

#include "fetch_server.h"

namespace {

namespace beast = boost::beast;
namespace net = boost::asio;
using tcp = net::ip::tcp;
using eyewall::bench::kAtOnce;
using eyewall::bench::kFetches;

// One after another, until none is left.
class Fetcher {
 public:
  Fetcher(net::io_context& context, const tcp::endpoint& server, std::size_t& left,
          std::size_t& bytes)
      : context_(context), server_(server), left_(left), bytes_(bytes) {
    request_ = {beast::http::verb::get, "/page", 11};
    request_.set(beast::http::field::host, "127.0.0.1:" + std::to_string(server.port()));
    request_.set(beast::http::field::connection, "close");
    request_.set(beast::http::field::accept_encoding, "gzip");
  }

  void start() {
    if (left_ == 0) return;
    --left_;
    response_ = {};
    stream_.emplace(context_);
    stream_->expires_after(std::chrono::seconds(20));
    stream_->async_connect(server_, [this](beast::error_code error) {
      check(error);
      write();
    });
  }

 private:
  void write() {
    beast::http::async_write(*stream_, request_, [this](beast::error_code error, std::size_t) {
      check(error);
      read();
    });
  }
  void read() {
    beast::http::async_read(*stream_, buffer_, response_,
                            [this](beast::error_code error, std::size_t) {
                              check(error);
                              bytes_ += response_.body().size();
                              stream_->close();
                              start();
                            });
  }
  static void check(const beast::error_code& error) {
    if (!error) return;
    std::fprintf(stderr, "beast: %s\n", error.message().c_str());
    std::exit(1);
  }

  net::io_context& context_;
  tcp::endpoint server_;
  std::size_t& left_;
  std::size_t& bytes_;
  std::optional<beast::tcp_stream> stream_;
  beast::flat_buffer buffer_;
  beast::http::request<beast::http::empty_body> request_;
  beast::http::response<beast::http::string_body> response_;
};

void with_beast(benchmark::State& state) {
  const tcp::endpoint server(net::ip::address_v4::loopback(), eyewall::bench::server().port());
  while (state.KeepRunningBatch(kFetches)) {
    net::io_context context(1);
    std::size_t left = kFetches;
    std::size_t bytes = 0;
    std::vector<std::unique_ptr<Fetcher>> fetchers;
    for (std::size_t i = 0; i < kAtOnce; ++i) {
      fetchers.push_back(std::make_unique<Fetcher>(context, server, left, bytes));
      fetchers.back()->start();
    }
    context.run();
    eyewall::bench::check_bytes(bytes);
  }
}
FETCH_BENCHMARK(with_beast)->Name("fetch/beast");

}  // namespace
