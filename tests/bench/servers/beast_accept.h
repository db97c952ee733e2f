// Accepting as Beast's asynchronous examples have it: each connection begins a Session. It prints
// its port.
//
// For: beast_server.cc, ws_beast_server.cc. Threads: one.
#pragma once

#include <boost/beast.hpp>
#include <cstdio>
#include <memory>

namespace eyewall::bench {

template <class Session>
void accept_sessions(boost::asio::ip::tcp::acceptor& acceptor) {
  acceptor.async_accept(
      [&acceptor](boost::beast::error_code error, boost::asio::ip::tcp::socket socket) {
        if (!error) std::make_shared<Session>(std::move(socket))->begin();
        accept_sessions<Session>(acceptor);
      });
}

template <class Session>
void serve_sessions() {
  namespace net = boost::asio;
  net::io_context context(1);
  net::ip::tcp::acceptor acceptor(context, {net::ip::address_v4::loopback(), 0});
  accept_sessions<Session>(acceptor);
  std::printf("%d\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  context.run();
}

}  // namespace eyewall::bench
