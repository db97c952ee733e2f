// The connection up to its request. What it does with the response is in connection_response.cc.
#include "http/connection.h"

#include <algorithm>

#include "http/request_text.h"
#include "http/status.h"
#include "iostream/ssl_iostream.h"
#include "trace/exception_text.h"

namespace eyewall::http {

namespace f = trace::f;
using trace::Kind;

namespace {

IOLoop::Duration seconds(double count) {
  constexpr double kLongest = 100.0 * 365 * 24 * 3600;  // more would not fit into a Duration
  return std::chrono::duration_cast<IOLoop::Duration>(
      std::chrono::duration<double>(std::min(count, kLongest)));
}

constexpr std::size_t kMaxHeaderBytes = std::size_t{1} << 20U;

}  // namespace

HTTPConnection::HTTPConnection(ClientPool& pool, std::uint64_t key, RequestProxy request,
                               ClientPool::FinalCallback final_callback)
    : io_loop_(pool.io_loop()),
      pool_(&pool),
      key_(key),
      request_(std::move(request)),
      final_callback_(std::move(final_callback)),
      start_time_(io_loop_.time()),
      max_body_(pool.max_buffer_size()),
      id_(trace::new_id(trace::Object::call)) {}

HTTPConnection::~HTTPConnection() {
  try {
    remove_timeout();
    if (!stream_ || stream_->closed()) return;
    stream_->set_close_callback(nullptr);
    stream_->close();
  } catch (const IOLoopClosedError&) {
    // The loop is going, and takes the stream with it.
  }
}

void HTTPConnection::start() {
  const HTTPRequest& request = request_.request();
  trace::emit<Kind::http_start>(Site::current(), 0, f::call(id_), f::method(request.method),
                                f::url(request.url));
  const auto handler = [weak = weak_from_this()](std::exception_ptr error) {
    const auto self = weak.lock();
    return self && self->handle_exception(std::move(error));
  };
  stack_context::with(stack_context::ExceptionStackContext{handler}, [this] { resolve(); });
}

void HTTPConnection::resolve() {
  url_ = Url::parse(request_.request().url);
  // Only the first address is tried: so IPv4, unless IPv6 is asked for or the host is an IPv6
  // address.
  const bool ipv6 = request_.allow_ipv6() || url_.host.find(':') != std::string::npos;
  trace::emit<Kind::http_resolve>(Site::current(), 0, f::call(id_), f::host(url_.host),
                                  f::port(url_.port));
  pool_->resolver().resolve(
      url_.host, url_.port, ipv6 ? AF_UNSPEC : AF_INET,
      named("on_resolve", [weak = weak_from_this()](const AddrInfo& addrinfo) {
        if (const auto self = weak.lock()) self->on_resolve(addrinfo);
      }));
}

std::shared_ptr<IOStream> HTTPConnection::new_stream(sys::Fd socket) {
  if (url_.scheme == "http") return IOStream::create(std::move(socket), io_loop_, max_body_);
  return SSLIOStream::connecting(std::move(socket), pool_->ssl_context(request_),
                                 url_.host.substr(0, url_.host.find('%')), io_loop_, max_body_);
}

void HTTPConnection::on_resolve(const AddrInfo& addrinfo) {
  const sys::Address& address = addrinfo.front();
  stream_ = new_stream(sys::stream_socket(address.family()));
  start_timer(std::min(request_.connect_timeout(), request_.request_timeout()));
  stream_->set_close_callback(later("on_close", &HTTPConnection::on_close));
  stream_->connect(address, later("on_connect", &HTTPConnection::on_connect));
}

void HTTPConnection::on_connect() {
  remove_timeout();
  start_timer(request_.request_timeout());
  const HTTPRequest& request = request_.request();
  std::string text = request_text(request_, url_);
  trace::emit<Kind::http_request>(Site::current(), 0, f::call(id_), f::method(request.method),
                                  f::url(request.url),
                                  f::bytes(static_cast<std::int64_t>(text.size())));
  stream_->set_nodelay(true);
  stream_->write(std::move(text));
  read_headers();
}

void HTTPConnection::read_headers() {
  stream_->read_until_regex("\r?\n\r?\n", later("on_headers", &HTTPConnection::on_headers),
                            kMaxHeaderBytes);
}

// --- what may go wrong ---

void HTTPConnection::start_timer(double timeout) {
  if (!(timeout > 0)) return;  // not a number is none, too
  timeout_ = io_loop_.add_timeout(start_time_ + seconds(timeout),
                                  later("on_timeout", &HTTPConnection::on_timeout));
}

void HTTPConnection::remove_timeout() {
  if (timeout_) io_loop_.remove_timeout(std::exchange(timeout_, Timeout()));
}

void HTTPConnection::on_timeout() {
  timeout_ = Timeout();
  if (final_callback_) throw HTTPError(kNoResponse, "Timeout");
}

void HTTPConnection::on_close() {
  if (!final_callback_) return;
  throw HTTPError(kNoResponse, why_closed());
}

std::string HTTPConnection::why_closed() const {
  const std::exception_ptr error = stream_->error();
  if (!error) return "Connection closed";
  const bool in_head = head_.status.code < 200;
  try {
    std::rethrow_exception(error);
  } catch (const UnsatisfiableReadError& e) {
    return std::string(in_head ? "end of the headers: " : "end of a chunk size line: ") + e.what();
  } catch (...) {
    return describe(error).message;
  }
}

// True: the exception has become this request's response.
bool HTTPConnection::handle_exception(std::exception_ptr error) {
  if (!final_callback_) return false;  // not ours: of some child of the final callback
  const auto alive = shared_from_this();
  const ExceptionText text = describe(error);
  trace::emit<Kind::http_error>(Site::current(), 0, f::call(id_), f::type(text.type),
                                f::error(text.message));
  remove_timeout();
  HTTPResponse failed = response(kNoResponse);
  try {
    std::rethrow_exception(error);
  } catch (const HTTPError&) {
    failed.error = error;
  } catch (const StreamClosedError&) {  // a read or a write met it before on_close did
    failed.error = std::make_exception_ptr(HTTPError(kNoResponse, why_closed()));
  } catch (...) {
    failed.error = std::make_exception_ptr(HTTPError(kNoResponse, text.message));
  }
  run_final_callback(complete(std::move(failed)));
  if (stream_) abandon_stream();
  return true;
}

// This close ends a body that is read until the close. So on_body still runs, as it does in
// Tornado, and makes a response that nobody gets. The stream's close callback, its last one, owns
// this until then; this no longer owns the stream.
void HTTPConnection::abandon_stream() {
  if (body_kind_ != BodyKind::until_close) return stream_->close();
  const std::shared_ptr<IOStream> stream = std::exchange(stream_, nullptr);
  stream->set_close_callback(named("on_close", [self = shared_from_this()] { self->on_close(); }));
  stream->close();
}

HTTPResponse HTTPConnection::response(int code) const {
  HTTPResponse made;
  made.request = request_.original_request();
  made.code = code;
  made.effective_url = request_.request().url;
  made.request_time = std::chrono::duration<double>(io_loop_.time() - start_time_).count();
  return made;
}

// Makes room for the next request first, as Tornado does, then schedules the final callback.
void HTTPConnection::run_final_callback(HTTPResponse response) {
  if (pool_ != nullptr) std::exchange(pool_, nullptr)->release(key_);
  if (!final_callback_) return;
  const char* const name = final_callback_.name();
  io_loop_.add_callback(
      named(name, [callback = std::move(final_callback_),
                   response = std::move(response)]() mutable { callback(std::move(response)); }));
  final_callback_ = nullptr;
}

}  // namespace eyewall::http
