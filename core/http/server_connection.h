// HTTPServerConnection: a client's connection, request after request.
//
// What: a chain of callbacks: headers, body or chunks, the request callback, the answer, and again.
//   Requests that come before the answer to the one before wait in the stream.
// For: HTTPServer; request callbacks, through HTTPServerRequest.
// Threads: the loop's own.
// Ownership: the server owns it until the stream is closed; a request shares it. The stream's
//   callbacks hold it weakly.
// Errors: a bad request is answered, and the connection closed. What the request callback throws
//   closes the connection. ResponseError for an answer that must not be sent.
// Source: Tornado 3.1.1 httpserver.HTTPConnection; write_headers is Tornado 4's
//   (http1connection.HTTP1Connection).
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "http/later.h"
#include "http/request_head.h"
#include "http/response_text.h"
#include "http/server_options.h"
#include "http/server_request.h"
#include "iostream/iostream.h"

namespace eyewall::http {

class HTTPServerConnection : public Later<HTTPServerConnection> {
 public:
  HTTPServerConnection(std::shared_ptr<ServerShared> server, std::shared_ptr<IOStream> stream,
                       const sys::Address& address);
  HTTPServerConnection(const HTTPServerConnection&) = delete;
  HTTPServerConnection& operator=(const HTTPServerConnection&) = delete;

  /// Reads the first request.
  void start();

  /// Begins the answer, with the first bytes of its body. Without a Content-Length the body is
  /// sent in chunks, or ends with the connection. What must not have a body gets none. The callback
  /// runs when all is sent. Throws ResponseError.
  void write_headers(int code, Headers headers, std::string_view chunk = {},
                     StreamCallback callback = nullptr, Site at = Site::current());
  /// More of the body; without write_headers, of the answer's own bytes. Does nothing when the
  /// connection is closed. Throws ResponseError for more than the Content-Length says.
  void write(std::string chunk, StreamCallback callback = nullptr, Site at = Site::current());
  /// The answer is written: when it is sent, the next request is read, or the connection closed.
  void finish(Site at = Site::current());
  /// Runs when the client goes away before the answer to this request is finished.
  void set_close_callback(StreamCallback callback) { close_callback_ = std::move(callback); }
  /// Closes at once. No request of this connection is served any more.
  void close();
  /// Behind the answer 101: the connection speaks another protocol from now on, and its stream is
  /// the caller's. The server keeps the connection until the stream is closed, but no timeout of
  /// its own looks at it. on_close: runs when it is closed; go_away: when the server wants to end.
  std::shared_ptr<IOStream> detach(StreamCallback on_close, StreamCallback go_away);

  /// Whether it is this request that the next answer belongs to.
  bool serves(const HTTPServerRequest& request) const { return request_.get() == &request; }
  bool closed() const { return stream_->closed(); }
  IOStream& stream() const { return *stream_; }
  IOLoop& io_loop() const { return stream_->io_loop(); }

  /// For the server. Called once a sweep: closes what has waited too long.
  void sweep();
  /// No more requests: closes when the one that is being answered is finished.
  void close_when_idle();

 private:
  enum class Phase : std::uint8_t { head, body, answer, refused, detached };  // refused: or closed

  // The chain, in the order in which a chunked request runs it.
  void read_head();
  void on_headers(const std::string& data);
  bool read_body();
  void on_request_body(std::string data);
  void read_chunk_length();
  void on_chunk_length(const std::string& data);
  void on_chunk_data(const std::string& data);
  void read_trailer();
  void on_trailer(const std::string& data);
  void deliver();
  void on_write_complete();
  void finish_request(Site at = Site::current());
  void on_connection_close();

  template <class Step>
  void guarded(Step step);
  void new_request(RequestHead head);
  void believe_x_headers(HTTPServerRequest& request) const;
  void refuse(int status, const std::string& why);
  void on_refused();
  void end();
  void send(std::string bytes, StreamCallback callback, Site at);
  void frame_body(int code, Headers& headers);
  void take_length(std::size_t bytes);
  void clear_request_state();
  void enter(Phase phase);

  std::shared_ptr<ServerShared> server_;
  std::shared_ptr<IOStream> stream_;
  const std::string remote_ip_;
  std::shared_ptr<HTTPServerRequest> request_;  // null: none is being read or answered
  std::string body_;                            // of a chunked request, so far
  std::size_t extra_bytes_ = 0;                 // of its size lines; then of its trailers
  StreamCallback write_callback_;
  StreamCallback close_callback_;
  StreamCallback go_away_;                    // of whom it is detached to
  std::optional<std::uint64_t> length_left_;  // of the answer's Content-Length
  bool headers_written_ = false;              // by write_headers
  bool chunked_ = false;                      // the answer is
  bool bodiless_ = false;                     // the answer is
  bool keep_alive_ = true;                    // after this answer
  bool answered_ = false;                     // some of it is written
  bool request_finished_ = false;
  Phase phase_ = Phase::head;
  std::uint64_t since_ = 0;   // the sweep since which it is in this phase
  std::size_t buffered_ = 0;  // bytes that wait to be read, or to be sent, at the last sweep
  bool head_begun_ = false;   // at the last sweep
  trace::Id call_ = 0;        // of the request
};

}  // namespace eyewall::http
