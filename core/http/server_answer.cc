// A connection's answers, also those to requests that are none.
#include <charconv>
#include <ctime>

#include "http/request_text.h"
#include "http/server_connection.h"
#include "http/status.h"
#include "sys/log.h"
#include "trace/emit.h"

namespace eyewall::http {

namespace f = trace::f;
using trace::Kind;

namespace {

// How long a client that was refused may go on sending.
constexpr IOLoop::Duration kLinger = std::chrono::seconds(2);

// The status in an answer that was written as bytes; 0: it cannot be told.
int status_of(std::string_view bytes) {
  int code = 0;
  constexpr std::size_t kBehindVersion = 9;
  if (bytes.starts_with("HTTP/1.") && bytes.size() > kBehindVersion + 3) {
    std::from_chars(bytes.data() + kBehindVersion, bytes.data() + kBehindVersion + 3, code);
  }
  return code;
}

}  // namespace

void HTTPServerConnection::write_headers(int code, Headers headers, std::string_view chunk,
                                         StreamCallback callback, Site at) {
  if (headers_written_) throw ResponseError("write_headers: the answer has been begun");
  if (stream_->closed() || !request_) return;
  const bool informational = code >= 100 && code < 200 && code != 101;  // the answer comes later
  if (!informational) frame_body(code, headers);
  std::string text;
  text.reserve(256 + chunk.size());
  append_response_head(text, code, headers);
  if (!informational) {
    headers_written_ = true;
    take_length(chunk.size());
    if (chunked_) {
      append_chunk(text, chunk);
    } else if (!bodiless_) {
      text += chunk;
    }
  }
  trace::emit<Kind::http_answer>(at, 0, f::call(call_), f::status(code),
                                 f::bytes(static_cast<std::int64_t>(chunk.size())));
  send(std::move(text), std::move(callback), at);
}

// How the body will end, and whether the connection goes on behind it: said in the headers.
void HTTPServerConnection::frame_body(int code, Headers& headers) {
  const RequestHead& head = request_->head;
  const bool empty = code == 204 || code == 304 || code == 101;
  bodiless_ = empty || head.method == "HEAD" || (head.method == "CONNECT" && code < 300);
  if (list_holds(headers.get("Connection", ""), "close") || server_->closing) keep_alive_ = false;
  const std::optional<std::string> length = headers.get("Content-Length");
  if (empty && code != 304) headers.remove("Content-Length");
  if (length && !bodiless_) {
    std::uint64_t value = 0;
    const char* const end = length->data() + length->size();
    const auto parsed = std::from_chars(length->data(), end, value);
    if (parsed.ptr != end || length->empty()) throw ResponseError("Content-Length: " + *length);
    length_left_ = value;
  }
  if (!length && !bodiless_) {
    if (head.minor_version == 0) {
      keep_alive_ = false;  // the body ends with the connection
    } else {
      chunked_ = true;
      headers.set("Transfer-Encoding", "chunked");
    }
  }
  if (code == 101) return;
  if (!keep_alive_) {
    headers.set("Connection", "close");
  } else if (head.minor_version == 0) {
    headers.set("Connection", "keep-alive");
  }
}

void HTTPServerConnection::take_length(std::size_t bytes) {
  if (!length_left_) return;
  if (bytes > *length_left_) {
    throw ResponseError("Tried to write more data than Content-Length says");
  }
  *length_left_ -= bytes;
}

void HTTPServerConnection::write(std::string chunk, StreamCallback callback, Site at) {
  if (stream_->closed() || !request_) return;
  if (!headers_written_) {
    if (trace::on() && phase_ == Phase::answer && !answered_) {
      trace::emit<Kind::http_answer>(at, 0, f::call(call_), f::status(status_of(chunk)),
                                     f::bytes(static_cast<std::int64_t>(chunk.size())));
    }
    answered_ = true;
    return send(std::move(chunk), std::move(callback), at);
  }
  take_length(chunk.size());
  if (bodiless_) chunk.clear();
  if (chunked_) {
    std::string framed;
    framed.reserve(chunk.size() + 24);
    append_chunk(framed, chunk);
    chunk = std::move(framed);
  }
  send(std::move(chunk), std::move(callback), at);
}

void HTTPServerConnection::send(std::string bytes, StreamCallback callback, Site at) {
  write_callback_ = std::move(callback);
  stream_->write(std::move(bytes),
                 later("on_write_complete", &HTTPServerConnection::on_write_complete), at);
}

void HTTPServerConnection::finish(Site at) {
  if (!request_ || stream_->closed()) return;
  if (length_left_.value_or(0) != 0) {
    sys::log(sys::LogLevel::error, "Tried to write " + std::to_string(*length_left_) +
                                       " bytes less than Content-Length says; closing connection");
    return close();
  }
  if (chunked_) send(std::string(kLastChunk), std::exchange(write_callback_, nullptr), at);
  request_finished_ = true;
  if (!stream_->writing()) finish_request(at);
}

void HTTPServerConnection::on_write_complete() {
  if (write_callback_) std::exchange(write_callback_, nullptr)();
  // A write that was added meanwhile has a callback of its own.
  if (request_finished_ && !stream_->writing()) finish_request();
}

void HTTPServerConnection::finish_request(Site at) {
  trace::emit<Kind::http_finish>(at, 0, f::call(call_));
  const bool again = keep_alive_ && !server_->closing;
  StreamCallback callback = std::exchange(write_callback_, nullptr);
  clear_request_state();
  write_callback_ = std::move(callback);  // its write is done; it runs when the loop comes to it
  if (!again) return end();
  try {
    read_head();
  } catch (const StreamClosedError&) {
    close();
  }
}

// --- refusals ---

void HTTPServerConnection::refuse(int status, const std::string& why) {
  trace::emit<Kind::http_refuse>(Site::current(), 0, f::call(request_ ? call_ : 0),
                                 f::stream(stream_->id()), f::status(status), f::error(why));
  const bool headless = bodiless_;
  clear_request_state();
  enter(Phase::refused);
  if (stream_->closed()) return;
  std::string text;
  const std::string body = why + "\n";
  append_response_head(text, status,
                       {{"Content-Type", "text/plain; charset=UTF-8"},
                        {"Content-Length", std::to_string(body.size())},
                        {"Date", format_timestamp(std::time(nullptr))},
                        {"Connection", "close"}});
  if (!headless) text += body;
  stream_->write(std::move(text), later("on_refused", &HTTPServerConnection::on_refused));
}

// Whoever still sends would be answered by a reset, and never read why: so the rest is read, and
// thrown away, until the client closes or has had its time.
void HTTPServerConnection::on_refused() {
  if (stream_->reading()) return close();  // it has had its time
  if (stream_->closed()) return;
  stream_->shutdown_write();
  const stack_context::NullContext none;
  io_loop().add_timeout(kLinger, later("on_linger", &HTTPServerConnection::close));
  try {
    stream_->read_until_close(named("on_end", [](const std::string&) {}),
                              named("on_rest", [](const std::string&) {}));
  } catch (const StreamClosedError&) {
    close();
  }
}

void HTTPServerConnection::end() {
  if (stream_->buffered() == 0) return close();
  enter(Phase::refused);
  on_refused();
}

}  // namespace eyewall::http
