// What a WebSocket writes, and how it ends.
#include <openssl/rand.h>

#include <algorithm>
#include <stdexcept>

#include "trace/emit.h"
#include "websocket/connection.h"
#include "websocket/errors.h"
#include "websocket/utf8.h"

namespace eyewall::websocket {

namespace f = trace::f;
using trace::Kind;

namespace {

// So much may wait to be sent before what comes waits, too.
constexpr std::size_t kBacklog = std::size_t{1} << 20U;
// Frames that are written while input is handled go out together, so many bytes of them.
constexpr std::size_t kTogether = 65536;
constexpr IOLoop::Duration kShortestSilence = std::chrono::seconds(30);

// A client's masks must not be guessed: whoever can would write what he likes past a proxy.
MaskingKey random_key() {
  struct Pool {
    std::array<MaskingKey, 256> keys;
    std::size_t used = 256;
  };
  thread_local Pool pool;
  if (pool.used == pool.keys.size()) {
    if (RAND_bytes(reinterpret_cast<unsigned char*>(pool.keys.data()), sizeof pool.keys) != 1) {
      throw WebSocketError("There is no randomness for a mask");
    }
    pool.used = 0;
  }
  return pool.keys[pool.used++];
}

}  // namespace

void WebSocketConnection::write_message(std::string_view data, bool binary, Site at) {
  if (!open()) throw WebSocketClosedError();
  if (!binary && !is_utf8(data)) throw std::invalid_argument("write_message: text is not UTF-8");
  const Opcode opcode = binary ? Opcode::binary : Opcode::text;
  trace::emit<Kind::ws_send>(at, 0, f::stream(stream_->id()), f::type(to_string(opcode)),
                             f::bytes(static_cast<std::int64_t>(data.size())), f::data(data));
  if (deflater_ && data.size() >= deflater_->options().min_size) {
    return write_frame(opcode, deflater_->compress(data), true, at);
  }
  write_frame(opcode, data, false, at);
}

void WebSocketConnection::ping(std::string_view data, Site at) {
  if (!open()) throw WebSocketClosedError();
  if (data.size() > kMaxControlPayload) throw std::invalid_argument("ping: more than 125 bytes");
  write_frame(Opcode::ping, data, false, at);
}

void WebSocketConnection::write_frame(Opcode opcode, std::string_view payload, bool compressed,
                                      Site at) {
  FrameHeader header{true, compressed, opcode, std::nullopt, payload.size()};
  if (role_ == Role::client) header.masking_key = random_key();
  trace::emit<Kind::ws_frame>(at, 0, f::stream(stream_->id()), f::how("sent"),
                              f::type(to_string(opcode)),
                              f::bytes(static_cast<std::int64_t>(payload.size())), f::done(true));
  output_.reserve(output_.size() + kMaxHeaderSize + payload.size());
  append_header(output_, header);
  const std::size_t begin = output_.size();
  output_.append(payload);
  if (header.masking_key) mask(std::span(output_).subspan(begin), *header.masking_key);
  if (!handling_ || output_.size() >= kTogether) flush(at);
}

void WebSocketConnection::flush(Site at) {
  if (output_.empty()) return;
  std::string bytes = std::exchange(output_, {});
  if (stream_->closed()) return;
  // A write's callback is the stream's only one: whoever waits for the end must renew it.
  const bool awaited = draining_ || close_sent_;
  const stack_context::NullContext none;
  stream_->write(
      std::move(bytes),
      awaited ? StreamCallback(later("on_written", &WebSocketConnection::on_written)) : nullptr,
      at);
}

void WebSocketConnection::hold_if_behind() {
  if (stream_->unsent() + output_.size() < kBacklog || draining_ || stream_->closed()) return;
  draining_ = true;
  flush(Site::current());
  const stack_context::NullContext none;
  if (!stream_->closed()) {
    stream_->write({}, later("on_written", &WebSocketConnection::on_written));
  }
}

void WebSocketConnection::on_written() {
  if (stream_->closed() || stream_->writing()) return;
  if (failed_) {
    stream_->shutdown_write();
    return go_on();
  }
  if (close_sent_ && close_received_ && role_ == Role::server) return end();
  if (!std::exchange(draining_, false)) return;
  handle_input();
  go_on();
}

// --- the end ---

void WebSocketConnection::close(const CloseReason& reason, Site at) {
  if (open()) write_close(reason, at);
}

void WebSocketConnection::write_close(const CloseReason& reason, Site at) {
  const std::string payload = close_payload(reason);
  close_sent_ = true;
  write_frame(Opcode::close, payload, false, at);
  if (handling_) flush(at);
  if (stream_->closed()) return;
  close_timeout_ = stream_->io_loop().add_timeout(
      options_.close_timeout, later("on_close_timeout", &WebSocketConnection::end));
}

// The server closes first, so that it is the client who remembers the connection; the client waits
// for that, a while.
void WebSocketConnection::on_close_frame(const std::string& payload) {
  close_reason_ = parse_close(payload);
  close_received_ = true;
  if (open()) return write_close({close_reason_.code, ""}, Site::current());
  if (role_ == Role::server) end();
}

// The peer must be able to read why: so the stream is closed for writing only, and what comes is
// thrown away until it closes, or has had its time.
void WebSocketConnection::fail(CloseCode code, const std::string& why) {
  if (std::exchange(failed_, true)) return;
  if (!open()) return end();
  write_close({code, why.substr(0, kMaxControlPayload - 2)}, Site::current());
}

void WebSocketConnection::end() {
  stream_->close();
}

void WebSocketConnection::remove_timeouts() {
  for (Timeout* timeout : {&close_timeout_, &ping_timeout_}) {
    if (*timeout) stream_->io_loop().remove_timeout(std::exchange(*timeout, Timeout()));
  }
}

// --- pings ---

void WebSocketConnection::start_pings() {
  if (options_.ping_interval.count() <= 0) return;
  heard_at_ = stream_->io_loop().time();
  await_ping_time();
}

void WebSocketConnection::await_ping_time() {
  const stack_context::NullContext none;
  ping_timeout_ = stream_->io_loop().add_timeout(
      options_.ping_interval, later("on_ping_time", &WebSocketConnection::on_ping_time));
}

void WebSocketConnection::on_ping_time() {
  ping_timeout_ = Timeout();
  if (!open()) return;
  const IOLoop::TimePoint now = stream_->io_loop().time();
  if (std::exchange(heard_, false)) heard_at_ = now;
  const IOLoop::Duration longest =
      options_.ping_timeout.count() > 0
          ? IOLoop::Duration(options_.ping_timeout)
          : std::max<IOLoop::Duration>(3 * options_.ping_interval, kShortestSilence);
  if (now - heard_at_ >= longest) return fail(kInternalError, "No answer to pings");
  ping();
  await_ping_time();
}

}  // namespace eyewall::websocket
