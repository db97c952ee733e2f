// A connection's requests. What it does with the answers is in server_answer.cc.
#include "http/server_connection.h"

#include <arpa/inet.h>

#include "http/message.h"
#include "trace/emit.h"

namespace eyewall::http {

namespace f = trace::f;
using trace::Kind;

namespace {

// False: it was cut off at the limit.
bool ends_with_blank_line(std::string_view head) {
  return head.ends_with("\n\r\n") || head.ends_with("\n\n");
}

// The answer to HEAD has no body, even where the request is refused.
bool is_head(std::string_view head) {
  return head.substr(std::min(head.find_first_not_of("\r\n"), head.size())).starts_with("HEAD ");
}

// "127.0.0.1" of "127.0.0.1:80", "::1" of "[::1]:80"; a Unix socket has no address: Tornado's word.
std::string ip_of(const sys::Address& address) {
  if (address.family() != AF_INET && address.family() != AF_INET6) return "0.0.0.0";
  std::string text = address.text();
  text.erase(text.rfind(':'));
  return text.front() == '[' ? text.substr(1, text.size() - 2) : text;
}

bool is_ip(const std::string& text) {
  in6_addr unused{};
  return ::inet_pton(AF_INET, text.c_str(), &unused) == 1 ||
         ::inet_pton(AF_INET6, text.c_str(), &unused) == 1;
}

}  // namespace

HTTPServerConnection::HTTPServerConnection(std::shared_ptr<ServerShared> server,
                                           std::shared_ptr<IOStream> stream,
                                           const sys::Address& address)
    : server_(std::move(server)), stream_(std::move(stream)), remote_ip_(ip_of(address)) {}

void HTTPServerConnection::start() {
  stream_->set_nodelay(true);
  stream_->set_cut_at_limit(true);
  stream_->set_hopeless(is_no_request);
  stream_->set_stop_at_short_read(true);
  stream_->set_close_callback(
      later("on_connection_close", &HTTPServerConnection::on_connection_close));
  read_head();
}

void HTTPServerConnection::enter(Phase phase) {
  phase_ = phase;
  since_ = server_->sweeps;
  buffered_ = 0;
  head_begun_ = false;
}

// --- the head ---

void HTTPServerConnection::read_head() {
  const stack_context::NullContext none;  // the next request is not served in this one's context
  enter(Phase::head);
  stream_->read_until_regex("\r?\n\r?\n", later("on_headers", &HTTPServerConnection::on_headers),
                            server_->options.max_header_size);
}

// Runs a step of reading a request; a bad request is refused.
template <class Step>
void HTTPServerConnection::guarded(Step step) {
  try {
    step();
  } catch (const BadRequest& error) {
    refuse(error.status(), error.what());
  } catch (const ProtocolError& error) {
    refuse(400, error.what());
  } catch (const StreamClosedError&) {
    close();
  }
}

void HTTPServerConnection::on_headers(const std::string& data) {
  if (phase_ != Phase::head) return;  // refused, or closed, meanwhile
  bool complete = false;
  bodiless_ = is_head(data);
  guarded([&] {
    if (!ends_with_blank_line(data) && data.size() >= server_->options.max_header_size) {
      const bool line = data.find('\n') == std::string::npos;
      throw BadRequest(line ? 414 : 431, "no end within " + std::to_string(data.size()) + " bytes");
    }
    RequestHead head = parse_request_head(data, {server_->options.max_header_count, data.size()});
    if (head.method.empty()) return read_head();  // empty lines: it is still to come
    new_request(std::move(head));
    complete = read_body();
  });
  if (complete) deliver();
}

void HTTPServerConnection::new_request(RequestHead head) {
  request_ = std::make_shared<HTTPServerRequest>();
  HTTPServerRequest& request = *request_;
  request.head = std::move(head);
  request.remote_ip = remote_ip_;
  request.protocol = server_->options.protocol;
  request.connection = shared_from_this();
  request.start_time = io_loop().time();
  request.id = call_ = trace::new_id(trace::Object::call);
  keep_alive_ = !server_->options.no_keep_alive && wants_keep_alive(request.head);
  trace::emit<Kind::http_receive>(Site::current(), 0, f::call(call_), f::stream(stream_->id()),
                                  f::method(request.head.method), f::url(request.head.uri));
  if (server_->options.xheaders) believe_x_headers(request);
}

// What a proxy says of the client that it speaks for. Source: Tornado's HTTPRequest.__init__.
void HTTPServerConnection::believe_x_headers(HTTPServerRequest& request) const {
  const Headers& headers = request.head.headers;
  const std::string forwarded = headers.get("X-Forwarded-For", remote_ip_);
  const std::string ip = headers.get("X-Real-Ip", split_list(forwarded).back());
  if (is_ip(ip)) request.remote_ip = ip;
  const std::string protocol =
      headers.get("X-Scheme", headers.get("X-Forwarded-Proto", request.protocol));
  if (protocol == "http" || protocol == "https") request.protocol = protocol;
}

// --- the body ---

// True: there is none.
bool HTTPServerConnection::read_body() {
  const BodyFraming framing = request_framing(request_->head, server_->options.max_body_size);
  const bool waits = expects_continue(request_->head) && stream_->buffered() == 0;
  if (framing.kind == BodyKind::none) return true;
  enter(Phase::body);
  if (waits && (framing.kind == BodyKind::chunked || framing.length != 0)) {
    trace::emit<Kind::http_continue>(Site::current(), 0, f::call(call_));
    stream_->write("HTTP/1.1 100 Continue\r\n\r\n");
  }
  if (framing.kind == BodyKind::chunked) {
    read_chunk_length();
  } else {
    stream_->read_bytes(framing.length,
                        later("on_request_body", &HTTPServerConnection::on_request_body));
  }
  return false;
}

void HTTPServerConnection::on_request_body(std::string data) {
  if (phase_ != Phase::body) return;
  request_->body = std::move(data);
  trace::emit<Kind::http_body>(Site::current(), 0, f::call(call_),
                               f::bytes(static_cast<std::int64_t>(request_->body.size())));
  deliver();
}

void HTTPServerConnection::read_chunk_length() {
  // Up to a bare LF, too: it is refused, where waiting for the CRLF might take for ever.
  stream_->read_until("\n", later("on_chunk_length", &HTTPServerConnection::on_chunk_length),
                      kMaxChunkLine);
}

void HTTPServerConnection::on_chunk_length(const std::string& data) {
  if (phase_ != Phase::body) return;
  guarded([&] {
    if (!data.ends_with("\r\n")) throw BadRequest(400, "Chunk size line has no CRLF");
    extra_bytes_ += data.size();
    if (extra_bytes_ > server_->options.max_header_size + 32 * body_.size()) {
      throw BadRequest(400, "Chunk extensions are too long");
    }
    const std::uint64_t length = parse_chunk_size(data, std::uint64_t{1} << 62U);
    if (length == 0) {
      extra_bytes_ = 0;
      return read_trailer();
    }
    if (length > server_->options.max_body_size - body_.size()) {
      throw BadRequest(413, "Chunked body too long");
    }
    stream_->read_bytes(length + 2, later("on_chunk_data", &HTTPServerConnection::on_chunk_data));
  });
}

void HTTPServerConnection::on_chunk_data(const std::string& data) {
  if (phase_ != Phase::body) return;
  guarded([&] {
    if (!data.ends_with("\r\n")) throw BadRequest(400, "Chunk data is not followed by CRLF");
    body_.append(data, 0, data.size() - 2);
    read_chunk_length();
  });
}

void HTTPServerConnection::read_trailer() {
  stream_->read_until("\n", later("on_trailer", &HTTPServerConnection::on_trailer), kMaxChunkLine);
}

// Trailers are held to the grammar, and not kept: nothing here knows what to do with one.
void HTTPServerConnection::on_trailer(const std::string& data) {
  if (phase_ != Phase::body) return;
  if (data == "\r\n") return on_request_body(std::exchange(body_, {}));
  guarded([&] {
    extra_bytes_ += data.size();
    if (!data.ends_with('\n') || extra_bytes_ > server_->options.max_header_size) {
      throw BadRequest(431, "Trailers are too long");
    }
    check_trailer_line(data);
    read_trailer();
  });
}

void HTTPServerConnection::deliver() {
  enter(Phase::answer);
  server_->request_callback(request_);
}

// --- what has waited too long, and the end ---

void HTTPServerConnection::sweep() {
  const HTTPServerOptions& options = server_->options;
  const std::size_t buffered = phase_ == Phase::answer ? stream_->unsent() : stream_->buffered();
  const bool moved = std::exchange(buffered_, buffered) != buffered;
  switch (phase_) {
    case Phase::head: {
      const bool begun = buffered != 0 || stream_->handshaking();
      if (begun && moved && !head_begun_) since_ = server_->sweeps;
      head_begun_ = begun;
      if (!begun && server_->lasted(since_, options.idle_connection_timeout)) return close();
      if (!begun || !server_->lasted(since_, options.header_timeout)) return;
      return stream_->handshaking() ? close() : refuse(408, "The headers took too long");
    }
    case Phase::body:
      if (moved) since_ = server_->sweeps;
      if (server_->lasted(since_, options.body_timeout)) refuse(408, "The body took too long");
      return;
    case Phase::answer:
      if (buffered == 0 || moved) since_ = server_->sweeps;
      if (server_->lasted(since_, options.write_timeout)) close();
      return;
    case Phase::refused:
      if (server_->lasted(since_, options.header_timeout)) close();
      return;
    case Phase::detached:
      return;
  }
}

std::shared_ptr<IOStream> HTTPServerConnection::detach(StreamCallback on_close,
                                                       StreamCallback go_away) {
  clear_request_state();
  enter(Phase::detached);
  close_callback_ = std::move(on_close);
  go_away_ = std::move(go_away);
  stream_->set_cut_at_limit(false);  // what comes now is no request
  stream_->set_hopeless(nullptr);
  return stream_;
}

void HTTPServerConnection::close_when_idle() {
  keep_alive_ = false;
  if (go_away_) std::exchange(go_away_, nullptr)();
  if (phase_ == Phase::head && stream_->buffered() == 0) close();
}

void HTTPServerConnection::close() {
  enter(Phase::refused);
  stream_->close();
  clear_request_state();
}

void HTTPServerConnection::on_connection_close() {
  StreamCallback callback = std::exchange(close_callback_, nullptr);
  clear_request_state();
  server_->forget(this);
  if (callback) callback();
}

void HTTPServerConnection::clear_request_state() {
  request_ = nullptr;
  body_.clear();
  extra_bytes_ = 0;
  write_callback_ = nullptr;
  close_callback_ = nullptr;
  go_away_ = nullptr;
  request_finished_ = headers_written_ = answered_ = chunked_ = bodiless_ = false;
  length_left_.reset();
}

}  // namespace eyewall::http
