// What a WebSocket reads. What it writes, and how it ends, is in connection_write.cc.
#include "websocket/connection.h"

#include "sys/log.h"
#include "trace/emit.h"
#include "trace/exception_text.h"
#include "websocket/errors.h"

namespace eyewall::websocket {

namespace f = trace::f;
using trace::Kind;

namespace {

// After so many bytes the stream's read ends, and another begins where that is right. It is no
// smaller because a read that begins looks for more at once: a system call that finds nothing.
constexpr std::size_t kReadAtOnce = std::size_t{1} << 20U;

// For the trace only: what stands for a code that did not come, and for a close that did not.
constexpr int kNoCodeReceived = 1005;
constexpr int kAbnormalClosure = 1006;

std::unique_ptr<Inflater> inflater_of(Role role, const std::optional<DeflateParameters>& agreed) {
  if (!agreed) return nullptr;
  if (role == Role::server) {
    return std::make_unique<Inflater>(agreed->client_max_window_bits,
                                      !agreed->client_no_context_takeover);
  }
  return std::make_unique<Inflater>(agreed->server_max_window_bits,
                                    !agreed->server_no_context_takeover);
}

std::unique_ptr<Deflater> deflater_of(Role role, const WebSocketOptions& options,
                                      const std::optional<DeflateParameters>& agreed) {
  if (!agreed || !options.compression) return nullptr;
  const bool server = role == Role::server;
  const int bits = server ? agreed->server_max_window_bits : agreed->client_max_window_bits;
  if (bits < 9) return nullptr;  // zlib cannot: messages are sent as they are
  return std::make_unique<Deflater>(
      *options.compression, bits,
      !(server ? agreed->server_no_context_takeover : agreed->client_no_context_takeover));
}

}  // namespace

WebSocketConnection::WebSocketConnection(std::shared_ptr<IOStream> stream, Role role,
                                         WebSocketOptions options,
                                         const std::optional<DeflateParameters>& deflate,
                                         std::weak_ptr<MessageReceiver> receiver)
    : stream_(std::move(stream)),
      role_(role),
      options_(std::move(options)),
      receiver_(std::move(receiver)),
      reader_({.masked = role == Role::server,
               .max_message_size = options_.max_message_size,
               .inflater = inflater_of(role, deflate),
               .stream = stream_->id()}),
      deflater_(deflater_of(role, options_, deflate)) {}

WebSocketConnection::~WebSocketConnection() {
  try {
    remove_timeouts();
    if (role_ == Role::client) stream_->set_close_callback(nullptr);
    if (!stream_->closed()) stream_->close();
  } catch (const IOLoopClosedError&) {
    // The loop is going, and takes the stream with it.
  }
}

void WebSocketConnection::start() {
  if (role_ == Role::client) {
    stream_->set_close_callback(later("on_stream_close", &WebSocketConnection::on_stream_close));
  }
  stream_->set_reads_ahead(false);
  start_pings();
  read();
}

void WebSocketConnection::read() {
  const stack_context::NullContext none;  // what comes now is nobody's request
  const std::size_t bytes = ended_ ? stream_->buffered() : kReadAtOnce;
  try {
    stream_->read_bytes(bytes, later("on_read_complete", &WebSocketConnection::on_read_complete),
                        later("on_frame_data", &WebSocketConnection::on_frame_data));
  } catch (const StreamClosedError&) {
    // Its close callback is on its way.
  }
}

void WebSocketConnection::on_frame_data(std::string data) {
  heard_ = true;
  if (failed_ || close_received_) return;
  if (position_ == input_.size()) {
    input_ = std::move(data);
  } else {
    input_.erase(0, position_).append(data);
  }
  position_ = 0;
  handle_input();
}

void WebSocketConnection::on_read_complete(const std::string&) {
  go_on();
}

// Reads on, unless something has to come first; or tells of the end.
void WebSocketConnection::go_on() {
  if (((paused_ || draining_) && !failed_) || stream_->reading()) return;
  if (!ended_ || stream_->buffered() != 0) return read();
  if (const auto receiver = receiver_.lock()) tell_close(*receiver);
}

void WebSocketConnection::resume() {
  paused_ = false;
  handle_input();
  go_on();
}

void WebSocketConnection::on_stream_close() {
  ended_ = true;
  draining_ = false;
  remove_timeouts();
  // A handler that is busy with a message learns of it now, and gets no more; a client reads to the
  // end first.
  const auto receiver = receiver_.lock();
  if (paused_ && role_ == Role::server && receiver) return tell_close(*receiver);
  go_on();
}

void WebSocketConnection::tell_close(MessageReceiver& receiver) {
  if (std::exchange(told_, true)) return;
  trace::emit<Kind::ws_close>(
      Site::current(), 0, f::stream(stream_->id()),
      f::status(close_reason_.code.value_or(close_received_ ? kNoCodeReceived : kAbnormalClosure)),
      f::text(close_reason_.reason));
  receiver.receive_close();
}

// --- frames ---

void WebSocketConnection::handle_input() {
  if (handling_ || told_) return;
  const std::shared_ptr<MessageReceiver> receiver = receiver_.lock();
  if (!receiver) return;
  handling_ = true;
  try {
    while (!paused_ && !draining_ && !failed_ && !close_received_) {
      std::span<char> rest = std::span(input_).subspan(position_);
      std::optional<FrameReader::Event> event = reader_.next(rest);
      position_ = input_.size() - rest.size();
      if (!event) break;
      handle_event(*receiver, std::move(*event));
    }
  } catch (const BadFrame& error) {
    fail(error.code(), error.what());
  }
  handling_ = false;
  flush(Site::current());
  if (position_ == input_.size() || failed_ || close_received_) {
    input_ = {};
    position_ = 0;
  }
}

void WebSocketConnection::handle_event(MessageReceiver& receiver, FrameReader::Event event) {
  if (event.opcode == Opcode::close) return on_close_frame(event.payload);
  if (event.opcode == Opcode::ping && open()) {
    write_frame(Opcode::pong, event.payload, false, Site::current());
  }
  try {
    tell(receiver, std::move(event));
  } catch (const WebSocketClosedError&) {
    // The end came while it was at work: no bug.
  } catch (...) {
    const ExceptionText text = describe(std::current_exception());
    sys::log(sys::LogLevel::error,
             "Uncaught exception of a WebSocket: " + text.type + ": " + text.message);
    fail(kInternalError, "");
  }
  hold_if_behind();
}

void WebSocketConnection::tell(MessageReceiver& receiver, FrameReader::Event event) {
  if (event.opcode == Opcode::ping) return receiver.receive_ping(event.payload);
  if (event.opcode == Opcode::pong) return receiver.receive_pong(event.payload);
  trace::emit<Kind::ws_message>(
      Site::current(), 0, f::stream(stream_->id()), f::type(to_string(event.opcode)),
      f::bytes(static_cast<std::int64_t>(event.payload.size())), f::data(event.payload));
  paused_ = !receiver.receive_message({std::move(event.payload), event.opcode == Opcode::binary});
}

}  // namespace eyewall::websocket
