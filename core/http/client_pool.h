// The queue of a client: which requests are under way, and which wait.
//
// What: starts an HTTPConnection a request, max_clients at a time; the next when one is released.
// For: AsyncHTTPClient; HTTPConnection, which releases itself and fetches where a redirect leads.
// Threads: the loop's own.
// Ownership: owns the connections under way: when it goes, they do, and their futures are never
// done. Source: Tornado 3.1.1 simple_httpclient.SimpleAsyncHTTPClient (queue, active,
// _process_queue, _release_fetch)
//   and httpclient.AsyncHTTPClient.fetch.
#pragma once

#include <deque>
#include <map>
#include <memory>

#include "http/client.h"
#include "iostream/ssl_context.h"

namespace eyewall::http {

class HTTPConnection;

class ClientPool {
 public:
  using FinalCallback = Function<void(HTTPResponse)>;

  /// Throws std::invalid_argument for max_clients 0.
  ClientPool(IOLoop& io_loop, ClientOptions options);
  ~ClientPool();

  /// Makes the Future and queues the request. The callback, if there is one, gets every response.
  Future<HTTPResponse> fetch(HTTPRequest request, AsyncHTTPClient::Callback callback, Site at);
  /// Ends a connection's time here; the next request starts.
  void release(std::uint64_t key);

  IOLoop& io_loop() { return io_loop_; }
  /// What an https request trusts and shows. The latest one is kept, for most requests want the
  /// same, and reading the system's certificates takes a while. Throws SSLError.
  std::shared_ptr<const SSLContext> ssl_context(const RequestProxy& request);
  Resolver& resolver() { return *options_.resolver; }
  std::size_t max_buffer_size() const { return options_.max_buffer_size; }
  std::size_t active() const { return active_.size(); }
  std::size_t queued() const { return queue_.size(); }

 private:
  struct Waiting {
    RequestProxy request;
    FinalCallback callback;
    Site at;
  };
  void fetch_impl(RequestProxy request, FinalCallback callback, Site at);
  void process_queue();

  IOLoop& io_loop_;
  ClientOptions options_;
  std::deque<Waiting> queue_;
  std::map<std::uint64_t, std::shared_ptr<HTTPConnection>> active_;
  std::uint64_t last_key_ = 0;
  bool processing_ = false;
  SSLOptions ssl_options_;  // of the context
  std::shared_ptr<const SSLContext> ssl_context_;
};

}  // namespace eyewall::http
