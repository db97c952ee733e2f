// Reading, writing and closing. How a stream speaks with the loop is in stream_events.cc.
#include "iostream/base_iostream.h"

#include <algorithm>

#include "sys/log.h"
#include "trace/call.h"
#include "trace/exception_text.h"

namespace eyewall {

namespace f = trace::f;
using trace::Kind;

BaseIOStream::BaseIOStream(IOLoop& io_loop, std::size_t max_buffer_size,
                           std::size_t read_chunk_size)
    : io_loop_(io_loop),
      max_buffer_size_(max_buffer_size),
      // A chunk near the limit would fill the buffer at one stroke, however fast it is emptied.
      read_chunk_size_(std::max<std::size_t>(std::min(read_chunk_size, max_buffer_size / 2), 1)),
      id_(trace::new_id(trace::Object::stream)) {}

BaseIOStream::~BaseIOStream() = default;

void BaseIOStream::set_read(PendingRead::How how, ReadCallback callback) {
  if (read_) throw AlreadyReadingError();
  read_.begin(how, std::move(callback));
}

void BaseIOStream::want(std::int64_t bytes, std::string_view pattern, Site at) {
  wanted_ = trace::emit<Kind::stream_want>(at, 0, f::stream(id_), f::how(to_string(read_.how)),
                                           f::pattern(pattern), f::bytes(bytes),
                                           f::name(read_.callback.name()));
}

void BaseIOStream::read_until_regex(const std::string& regex, ReadCallback callback,
                                    std::size_t max_bytes, Site at) {
  auto pattern = compiled(regex);
  set_read(PendingRead::How::regex, std::move(callback));
  read_.regex = std::move(pattern);
  read_.limit = max_bytes;
  want(0, regex, at);
  try_inline_read();
}

void BaseIOStream::read_until(std::string delimiter, ReadCallback callback, std::size_t max_bytes,
                              Site at) {
  set_read(PendingRead::How::delimiter, std::move(callback));
  read_.delimiter = std::move(delimiter);
  read_.limit = max_bytes;
  want(0, read_.delimiter, at);
  try_inline_read();
}

void BaseIOStream::read_bytes(std::size_t num_bytes, ReadCallback callback,
                              ReadCallback streaming_callback, Site at) {
  set_read(PendingRead::How::bytes, std::move(callback));
  read_.bytes = num_bytes;
  if (streaming_callback)
    read_.streaming_callback = std::make_shared<ReadCallback>(std::move(streaming_callback));
  want(static_cast<std::int64_t>(num_bytes), {}, at);
  try_inline_read();
}

void BaseIOStream::read_until_close(ReadCallback callback, ReadCallback streaming_callback,
                                    Site at) {
  set_read(PendingRead::How::close, std::move(callback));
  if (streaming_callback)
    read_.streaming_callback = std::make_shared<ReadCallback>(std::move(streaming_callback));
  want(0, {}, at);
  if (closed_) return finish_read_until_close();
  try_inline_read();
}

// Hands out all that is buffered: the stream has ended.
void BaseIOStream::finish_read_until_close() {
  const std::shared_ptr<ReadCallback> streaming = std::move(read_.streaming_callback);
  ReadCallback callback = read_.end();
  if (streaming && buffer_.size() != 0) run_callback(streaming, consume(buffer_.size()));
  run_callback(std::move(callback), consume(buffer_.size()));
}

// Meets the read from the buffer, or from what the kernel has, without the loop; else waits for the
// loop.
void BaseIOStream::try_inline_read() {
  if (read_from_buffer()) return;
  if (closed_) {
    read_.end();  // refused, not pending
    throw StreamClosedError();
  }
  if (poll_tells() && !holds_input()) return;
  try {
    read_all();
  } catch (...) {
    read_.end();
    // The stream closed while a callback was pretended to be pending: its close callback could not
    // run.
    maybe_run_close_callback();
    throw;
  }
  if (read_from_buffer()) return;
  if (!reads_ahead_) add_io_state(IOLoop::kRead);
  maybe_add_error_listener();
}

// Reads until the kernel has no more, or the buffer holds much of what is wanted: a fast peer must
// not fill it faster than the loop's turns empty it. Meanwhile a callback counts as pending, so
// that an end of stream does not run the close callback before what was read is handed out.
// True: the kernel has no more.
bool BaseIOStream::read_all() {
  // A callback that is scheduled takes from the buffer before the next poll.
  const bool taken_soon = !reading() && pending_callbacks_ != 0;
  if (taken_soon && buffer_.size() >= much()) return false;
  struct Pretend {
    int& count;
    explicit Pretend(int& c) : count(c) { ++count; }
    ~Pretend() { --count; }
  } const pretend(pending_callbacks_);
  std::size_t look_at = much();
  while (!closed_) {
    const Read read = read_to_buffer();
    if (read == Read::nothing) return true;
    if (read == Read::last && !holds_input()) return false;
    if (buffer_.size() < look_at) continue;
    if (read_.streaming_callback && holds_input()) read_on();
    if (taken_soon || read_.streaming_callback || read_.match(buffer_.view())) return false;
    look_at = buffer_.size() * 2;  // the search begins anew each time: not at every chunk
  }
  return true;
}

BaseIOStream::Read BaseIOStream::read_to_buffer() {
  const std::span<char> room = buffer_.prepare(read_chunk_size_).first(read_chunk_size_);
  const sys::Result result = read_from_fd(room);
  drained_ = stop_at_short_read_ && result.value < std::ssize(room);
  if (result.would_block()) return Read::nothing;
  if (!result.ok()) {
    const sys::Error error(result.error, "read");
    close(std::make_exception_ptr(error));
    // A reset is a close, not an error to make noise about; error() has it for whoever cares.
    if (result.error == ECONNRESET) return Read::nothing;
    throw error;
  }
  if (result.value == 0) {
    close();
    return Read::nothing;
  }
  const auto bytes = static_cast<std::size_t>(result.value);
  trace::emit<Kind::stream_read>(Site::current(), 0, f::stream(id_), f::bytes(result.value),
                                 f::data({room.data(), bytes}));
  buffer_.commit(bytes);
  if (buffer_.size() >= max_buffer_size_) {
    sys::log(sys::LogLevel::error, BufferFullError().what());
    close(std::make_exception_ptr(BufferFullError()));
    throw BufferFullError();
  }
  return drained_ ? Read::last : Read::data;
}

// True: the pending read was met, and its callback scheduled.
bool BaseIOStream::read_from_buffer(Site at) {
  if (read_.streaming_callback && buffer_.size() != 0) {
    std::size_t bytes = buffer_.size();
    if (read_.how == PendingRead::How::bytes) {
      bytes = std::min(read_.bytes, bytes);
      read_.bytes -= bytes;
    }
    run_callback(read_.streaming_callback, consume(bytes), at);
  }
  std::optional<std::size_t> bytes = read_.match(buffer_.view());
  // How the bytes were cut into packets must not decide: a match beyond the limit is none.
  if (read_.limit != 0 && bytes.value_or(buffer_.size()) > read_.limit) {
    if (!cut_at_limit_) {
      close(std::make_exception_ptr(UnsatisfiableReadError(read_.limit)));
      return false;
    }
    bytes = read_.limit;
  }
  const bool in_vain = !bytes && hopeless_ != nullptr && read_.how == PendingRead::How::regex &&
                       hopeless_(buffer_.view());
  if (in_vain) bytes = buffer_.size();
  if (!bytes) return false;
  trace::emit<Kind::stream_match>(at, wanted_, f::stream(id_), f::how(to_string(read_.how)),
                                  f::bytes(static_cast<std::int64_t>(*bytes)),
                                  f::name(read_.callback.name()));
  ReadCallback callback = read_.end();
  run_callback(std::move(callback), consume(*bytes), at);
  return true;
}

// Every byte that leaves the buffer leaves it here.
std::string BaseIOStream::consume(std::size_t bytes) {
  if (bytes != 0) {
    trace::emit<Kind::stream_take>(Site::current(), 0, f::stream(id_),
                                   f::bytes(static_cast<std::int64_t>(bytes)));
  }
  return buffer_.consume(bytes);
}

void BaseIOStream::write(std::string data, StreamCallback callback, Site at) {
  check_closed();
  trace::emit<Kind::stream_write>(at, 0, f::stream(id_),
                                  f::bytes(static_cast<std::int64_t>(data.size())), f::data(data));
  if (!writing()) {
    write_buffer_ = std::move(data);
    write_position_ = 0;
  } else {
    // Only when much has gone: else many small writes behind a large one would each move the rest.
    if (write_position_ > write_buffer_.size() / 2)
      write_buffer_.erase(0, std::exchange(write_position_, 0));
    write_buffer_ += data;
  }
  write_callback_ = std::move(callback);
  if (connecting_ || handshaking_) return;
  handle_write();
  if (writing())
    add_io_state(IOLoop::kWrite);
  else if (state_)
    trace::emit<Kind::stream_listen>(at, 0, f::stream(id_), f::events(*state_), f::added(false));
  maybe_add_error_listener();
}

void BaseIOStream::handle_write() {
  while (writing()) {
    const sys::Result result = write_to_fd(std::string_view(write_buffer_).substr(write_position_));
    if (result.would_block()) break;
    if (!result.ok()) {
      const sys::Error error(result.error, "write");
      // The peer is gone: common, and no news.
      if (result.error != EPIPE && result.error != ECONNRESET) {
        sys::log(sys::LogLevel::warning,
                 "Write error on " + std::to_string(fileno()) + ": " + error.what());
      }
      return close(std::make_exception_ptr(error));
    }
    write_position_ += static_cast<std::size_t>(result.value);
  }
  if (writing()) return;
  write_buffer_.clear();
  write_position_ = 0;
  if (write_callback_) run_callback(std::exchange(write_callback_, nullptr));
}

void BaseIOStream::close(std::exception_ptr error, Site at) {
  const auto alive = shared_from_this();
  if (!closed_) {
    if (error) error_ = std::move(error);
    if (read_.how == PendingRead::How::close && read_) finish_read_until_close();
    trace::emit<Kind::stream_close>(at, 0, f::stream(id_), f::fd(fileno()),
                                    f::error(error_ ? describe(error_).message : ""));
    if (std::exchange(state_, std::nullopt)) io_loop_.remove_handler(fileno(), at);
    close_fd();
    closed_ = true;
  }
  maybe_run_close_callback();
}

void BaseIOStream::check_closed() const {
  if (closed_) throw StreamClosedError();
}

}  // namespace eyewall
