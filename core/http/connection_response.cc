// The response: headers, body, chunks, redirects. Each callback schedules the next.
#include "http/connection.h"
#include "http/status.h"
#include "trace/exception_text.h"

namespace eyewall::http {

namespace f = trace::f;
using trace::Kind;

void HTTPConnection::on_headers(const std::string& data) {
  head_ = parse_response_head(data);
  trace::emit<Kind::http_headers>(Site::current(), 0, f::call(id_), f::status(head_.status.code),
                                  f::count(static_cast<std::int64_t>(head_.headers.size())));
  if (head_.status.code == 101)
    throw MessageError("101 Switching Protocols, which nobody asked for");
  if (head_.status.code < 200)
    return read_headers();  // 100 Continue and its like: the response is still to come
  const BodyFraming framing = body_framing(head_.status, head_.headers, request_.request().method);
  tell_header_callback(head_);
  if (framing.kind != BodyKind::none && request_.use_gzip() && has_gzip_body(head_.headers)) {
    decompressor_.emplace(streamed() ? GzipDecompressor::kNoLimit : max_body_);
  }
  read_body(framing);
}

void HTTPConnection::tell_header_callback(const ResponseHead& head) const {
  const auto& callback = request_.request().header_callback;
  if (!callback) return;
  callback(head.first_line);
  for (const auto& [name, value] : head.headers.get_all()) callback(name + ": " + value + "\r\n");
  callback("\r\n");
}

void HTTPConnection::read_body(const BodyFraming& framing) {
  body_kind_ = framing.kind;
  // Where the user takes the body piece by piece, it is not kept: the read streams.
  ReadCallback streaming;
  if (streamed()) {
    streaming = named("on_body_data", [weak = weak_from_this()](const std::string& data) {
      if (const auto self = weak.lock()) self->take(data);
    });
  }
  switch (framing.kind) {
    case BodyKind::none:
      return on_body("");
    case BodyKind::chunked:
      return read_chunk_length();
    case BodyKind::length:
      if (!streaming && framing.length >= max_body_) throw BodyTooLargeError(max_body_);
      return stream_->read_bytes(framing.length, later("on_body", &HTTPConnection::on_body),
                                 std::move(streaming));
    case BodyKind::until_close:
      return stream_->read_until_close(later("on_body", &HTTPConnection::on_closed_body),
                                       std::move(streaming));
  }
}

void HTTPConnection::read_chunk_length() {
  // Up to a bare LF, too: it is refused, where waiting for the CRLF might take for ever.
  stream_->read_until("\n", later("on_chunk_length", &HTTPConnection::on_chunk_length),
                      kMaxChunkLine);
}

void HTTPConnection::on_chunk_length(const std::string& data) {
  const std::uint64_t length = parse_chunk_size(data, max_body_);
  if (length == 0) finish_body();
  trace::emit<Kind::http_chunk>(Site::current(), 0, f::call(id_),
                                f::bytes(static_cast<std::int64_t>(length)));
  // A last chunk ends the body; trailers may follow, but the connection ends with this response.
  if (length == 0) return on_body("");
  stream_->read_bytes(length + 2, later("on_chunk_data", &HTTPConnection::on_chunk_data));
}

void HTTPConnection::on_chunk_data(std::string data) {
  if (!data.ends_with("\r\n")) throw MessageError("chunk data is not followed by CRLF");
  take(std::string_view(data).substr(0, data.size() - 2));
  read_chunk_length();
}

// A piece of the body as it came; decompressed in small pieces, so that a bomb does not go off.
void HTTPConnection::take(std::string_view data) {
  if (!decompressor_) return keep(data);
  decompressor_->decompress(data, [this](std::string_view piece) { keep(piece); });
}

// A piece of the body as the user wants it: for the user's callback, or for the response.
void HTTPConnection::keep(std::string_view data) {
  if (data.empty() || !final_callback_) return;  // nothing, or for nobody: the fetch has failed
  if (streamed()) return request_.request().streaming_callback(data);
  if (chunks_.size() + data.size() >= max_body_) throw BodyTooLargeError(max_body_);
  chunks_ += data;
}

// The end of a compressed body: an error when it was cut off.
void HTTPConnection::finish_body() {
  if (!decompressor_) return;
  decompressor_->flush();
  decompressor_.reset();
}

// The close that ends the body must be a clean one: a reset, or a full buffer, cut it short.
void HTTPConnection::on_closed_body(std::string data) {
  if (stream_ && stream_->error()) throw HTTPError(kNoResponse, why_closed());
  if (!final_callback_) decompressor_.reset();  // cut short, as the error before has said
  on_body(std::move(data));
}

// data: the whole body where it was read in one piece; else it has been taken piece by piece.
void HTTPConnection::on_body(std::string data) {
  remove_timeout();
  if (redirected() && final_callback_) return follow();
  if (decompressor_)
    take(data);
  else if (!data.empty())
    chunks_ = std::move(data);  // it was read in one piece, and is not copied
  finish_body();
  HTTPResponse made = response(head_.status.code);
  made.reason = head_.status.reason;
  made.headers = std::move(head_.headers);
  made.body = std::move(chunks_);
  trace::emit<Kind::http_response>(Site::current(), 0, f::call(id_), f::status(made.code),
                                   f::bytes(static_cast<std::int64_t>(made.body.size())));
  const auto alive = shared_from_this();
  made = complete(std::move(made));
  if (made.error) made.error = raised_by(std::make_shared<const HTTPResponse>(made));
  run_final_callback(std::move(made));
  on_end_request();
}

void HTTPConnection::on_end_request() {
  trace::emit<Kind::http_end>(Site::current(), 0, f::call(id_));
  if (stream_) stream_->close();
}

// The user takes the body piece by piece; the one of a redirect is nobody's.
bool HTTPConnection::streamed() const {
  return request_.request().streaming_callback && !redirected();
}

}  // namespace eyewall::http
