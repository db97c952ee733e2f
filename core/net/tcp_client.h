// TCPClient: a stream that is connected, to a host by its name.
//
// What: asks the resolver, and tries the host's addresses one after another until one connects;
// with
//   TLS, until hands are shaken.
// For: programs, and clients of protocols other than HTTP.
// Threads: the loop's own.
// Ownership: the stream is whoever's takes it out of the Future. An attempt goes on when the client
//   is gone; the loop outlives it.
// Errors: in the Future: sys::ResolveError; else why the last address could not be connected to.
// Source: Tornado 4.0 tcpclient.TCPClient; 3.1.1 has none. There two families are tried side by
//   side; here they are not.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "concurrent/future.h"
#include "iostream/iostream.h"
#include "iostream/ssl_context.h"
#include "net/resolver.h"

namespace eyewall {

struct ConnectOptions {
  int family = AF_UNSPEC;                      // AF_UNSPEC: whatever the host has
  std::optional<SSLOptions> ssl_options = {};  // speak TLS, and verify that it is the host
  std::size_t max_buffer_size = BaseIOStream::kMaxBufferSize;
};

class TCPClient {
 public:
  /// resolver: null: a BlockingResolver.
  explicit TCPClient(IOLoop& io_loop = IOLoop::current(),
                     std::shared_ptr<Resolver> resolver = nullptr);

  Future<std::shared_ptr<IOStream>> connect(std::string host, std::uint16_t port,
                                            ConnectOptions options = {}, Site at = Site::current());

 private:
  IOLoop& io_loop_;
  std::shared_ptr<Resolver> resolver_;
};

}  // namespace eyewall
