// A server for the client's tests: reads requests, and answers with whatever bytes a test wants.
//
// What: RawServer accepts on loopback and calls its handler for each complete request; an Exchange
// is
//   that request and the way to answer it. On the client's own loop, so that no test has a thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/iostream/stream_fixture.h"
#include "iostream/iostream.h"
#include "net/listening_socket.h"

namespace eyewall::test {

struct Exchange : std::enable_shared_from_this<Exchange> {
  Exchange(IOLoop& l, sys::Fd socket)
      : loop(l), fd(socket.get()), stream(IOStream::create(std::move(socket), l)) {}

  std::string line() const { return head.substr(0, head.find("\r\n")); }
  /// The value of a header of the request; "(none)" when there is none.
  std::string header(const std::string& name) const {
    const std::size_t at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return "(none)";
    const std::size_t value = at + name.size() + 4;
    return head.substr(value, head.find("\r\n", value) - value);
  }
  void send(std::string bytes) {
    if (!stream->closed()) stream->write(std::move(bytes));
  }
  /// Sends, and closes when all is sent.
  void reply(std::string bytes) {
    if (stream->closed()) return;
    stream->write(std::move(bytes), [keep = stream] { keep->close(); });
  }
  /// Sends a byte a turn of the loop; then closes, or leaves the connection open.
  void drip(std::string bytes, bool then_close, std::size_t from = 0) {
    if (stream->closed()) return;
    if (from == bytes.size()) {
      if (then_close) stream->close();
      return;
    }
    stream->write(bytes.substr(from, 1));
    loop.add_callback([self = shared_from_this(), bytes = std::move(bytes), then_close, from] {
      self->drip(bytes, then_close, from + 1);
    });
  }
  /// Closes so that the client gets a reset.
  void reset() {
    const linger at_once{1, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    stream->close();
  }

  IOLoop& loop;
  int fd;
  std::shared_ptr<IOStream> stream;
  std::string head;
  std::string body;
};

class RawServer {
 public:
  using Handler = std::function<void(Exchange&)>;

  RawServer(IOLoop& loop, Handler handler, const char* host = "127.0.0.1")
      : loop_(loop), handler_(std::move(handler)), listener_(host), host_(host) {
    loop_.add_handler(
        listener_.fileno(), [this](int, std::uint32_t) { accept(); }, IOLoop::kRead);
  }
  ~RawServer() {
    loop_.remove_handler(listener_.fileno());
    for (const auto& exchange : exchanges) exchange->stream->close();
  }
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;

  std::string url(const std::string& path = "/") const {
    const std::string host = host_.find(':') == std::string::npos ? host_ : "[" + host_ + "]";
    return "http://" + host + ":" + std::to_string(listener_.port()) + path;
  }
  std::string port() const { return std::to_string(listener_.port()); }

  /// Every connection, in the order of arrival.
  std::vector<std::shared_ptr<Exchange>> exchanges;
  /// Those whose request is complete.
  std::size_t requests = 0;

 private:
  void accept() {
    while (true) {
      const sys::Result result = sys::accept(listener_.fileno());
      if (!result.ok()) return;
      auto exchange = std::make_shared<Exchange>(loop_, sys::Fd(static_cast<int>(result.value)));
      exchanges.push_back(exchange);
      exchange->stream->read_until("\r\n\r\n", [this, it = exchange.get()](std::string head) {
        it->head = std::move(head);
        read_body(*it);
      });
    }
  }
  void read_body(Exchange& exchange) {
    const std::string length = exchange.header("Content-Length");
    if (length == "(none)") return answer(exchange);
    exchange.stream->read_bytes(std::stoul(length), [this, it = &exchange](std::string body) {
      it->body = std::move(body);
      answer(*it);
    });
  }
  void answer(Exchange& exchange) {
    ++requests;
    handler_(exchange);
  }

  IOLoop& loop_;
  Handler handler_;
  ListeningSocket listener_;
  std::string host_;
};

}  // namespace eyewall::test
