// HTTPConnection: one request, from the resolver to the response.
//
// What: a chain of callbacks, each scheduling the next: resolve, connect, headers, body or chunks.
// A method a
//   link, with Tornado's names.
// For: ClientPool only.
// Threads: the loop's own.
// Ownership: the pool owns it until it is released; while one of its callbacks runs it keeps itself
// alive. Its
//   callbacks hold it weakly: a connection that is gone is not called.
// Errors: whatever goes wrong in any of its callbacks arrives, through its stack context, at
// handle_exception,
//   and becomes a response with code 599.
// Source: Tornado 3.1.1 simple_httpclient._HTTPConnection.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "http/client_pool.h"
#include "http/gzip.h"
#include "http/later.h"
#include "http/message.h"
#include "http/url.h"
#include "iostream/iostream.h"

namespace eyewall::http {

/// More body than max_buffer_size came, or was announced.
class BodyTooLargeError : public ProtocolError {
 public:
  explicit BodyTooLargeError(std::size_t limit)
      : ProtocolError("the response's body is larger than max_buffer_size, " +
                      std::to_string(limit) + " bytes") {}
};

class HTTPConnection : public Later<HTTPConnection> {
 public:
  HTTPConnection(ClientPool& pool, std::uint64_t key, RequestProxy request,
                 ClientPool::FinalCallback final_callback);
  /// Closes the stream, if it is open still: nobody waits for it any more.
  ~HTTPConnection();

  /// Asks the resolver. What fails from here on ends in the final callback.
  void start();

 private:
  // The chain, in the order in which a chunked response runs it.
  void resolve();
  void on_resolve(const AddrInfo& addrinfo);
  std::shared_ptr<IOStream> new_stream(sys::Fd socket);
  void on_connect();
  void on_headers(const std::string& data);
  void read_headers();
  void read_body(const BodyFraming& framing);
  void read_chunk_length();
  void on_chunk_length(const std::string& data);
  void on_chunk_data(std::string data);
  void on_closed_body(std::string data);
  void on_body(std::string data);
  void on_end_request();

  void on_timeout();
  void on_close();
  bool handle_exception(std::exception_ptr error);
  void abandon_stream();

  bool redirected() const;
  bool streamed() const;
  std::string why_closed() const;
  void follow();
  void tell_header_callback(const ResponseHead& head) const;
  void take(std::string_view data);
  void keep(std::string_view data);
  void finish_body();
  void start_timer(double seconds);
  void remove_timeout();
  void run_final_callback(HTTPResponse response);
  HTTPResponse response(int code) const;

  IOLoop& io_loop_;
  ClientPool* pool_;  // null: released
  const std::uint64_t key_;
  RequestProxy request_;
  ClientPool::FinalCallback final_callback_;  // empty: it has been called
  const IOLoop::TimePoint start_time_;
  Url url_;
  std::shared_ptr<IOStream> stream_;
  Timeout timeout_;
  ResponseHead head_;
  BodyKind body_kind_ = BodyKind::none;  // once the headers are here
  std::optional<GzipDecompressor> decompressor_;
  std::string chunks_;  // the body of a chunked or streamed response so far
  std::size_t body_bytes_ = 0;
  const std::size_t max_body_;
  const trace::Id id_;
};

}  // namespace eyewall::http
