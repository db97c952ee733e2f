// AsyncHTTPClient: fetches URLs on the loop.
//
// What: fetch() returns a Future of the response. Requests beyond max_clients wait in a queue. One
// connection
//   a request, closed at its end, as Tornado's simple client does.
// For: users; HTTPClient, which waits for it.
// Threads: the loop's own.
// Ownership: clients of one loop share one implementation, which belongs to the loop, unless a
// client is made
//   by force_instance: then it belongs to the client, which must outlive its fetches.
// Errors: the Future fails with HTTPError: the response's code for every code but 2xx (with the
// response),
//   599 for everything that is no response.
// Source: Tornado 3.1.1 httpclient.AsyncHTTPClient and simple_httpclient.SimpleAsyncHTTPClient.
#pragma once

#include <memory>
#include <string>

#include "concurrent/future.h"
#include "http/request.h"
#include "http/response.h"
#include "ioloop/ioloop.h"
#include "iostream/base_iostream.h"
#include "net/resolver.h"

namespace eyewall::http {

class ClientPool;

struct ClientOptions {
  std::size_t max_clients = 10;  // requests at a time
  std::size_t max_buffer_size =
      BaseIOStream::kMaxBufferSize;         // bytes of one response, decompressed
  std::shared_ptr<Resolver> resolver = {};  // null: a BlockingResolver
  RequestDefaults defaults = {};
};

class AsyncHTTPClient {
 public:
  using Callback = stack_context::Wrapped<void(HTTPResponse)>;

  /// The shared client of the loop; `options` count when it is the first one that the loop has.
  explicit AsyncHTTPClient(IOLoop& io_loop = IOLoop::current(), ClientOptions options = {});
  /// A client of its own.
  static AsyncHTTPClient force_instance(IOLoop& io_loop, ClientOptions options = {});

  /// The response, or its HTTPError.
  Future<HTTPResponse> fetch(HTTPRequest request, Site at = Site::current());
  Future<HTTPResponse> fetch(std::string url, Site at = Site::current());
  /// Also runs the callback on the loop, with every response: one without is made up, code 599,
  /// error set.
  Future<HTTPResponse> fetch(HTTPRequest request, Callback callback, Site at = Site::current());

  /// Requests under way, and waiting.
  std::size_t active() const;
  std::size_t queued() const;

 private:
  AsyncHTTPClient(std::shared_ptr<ClientPool> own, ClientPool& pool);

  std::shared_ptr<ClientPool> own_;  // null: the loop owns the pool
  ClientPool* pool_;
};

/// The synchronous client: a loop of its own, run until the response is there.
/// Source: Tornado 3.1.1 httpclient.HTTPClient.
class HTTPClient {
 public:
  explicit HTTPClient(ClientOptions options = {});
  /// Throws HTTPError.
  HTTPResponse fetch(HTTPRequest request, Site at = Site::current());
  HTTPResponse fetch(std::string url, Site at = Site::current());

 private:
  IOLoop io_loop_;
  AsyncHTTPClient client_;
};

}  // namespace eyewall::http
