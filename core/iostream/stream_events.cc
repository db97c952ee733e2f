// How a stream speaks with its loop: what it asks for, what it is told, and how its callbacks are
// scheduled.
#include "iostream/base_iostream.h"
#include "sys/log.h"
#include "trace/call.h"
#include "trace/exception_text.h"

namespace eyewall {

namespace f = trace::f;
using trace::Kind;

void BaseIOStream::handle_events(std::uint32_t events) {
  if (closed_) return sys::log(sys::LogLevel::warning, "Got events for a closed stream");
  const auto alive = shared_from_this();
  try {
    if (handshaking_ && !connecting_) return handle_handshake();
    // The kernel may tell of a reset a moment before it tells of the bytes that came before it:
    // they are handed out first, and the read that finds no more says what the error was.
    const bool failed = (events & IOLoop::kError) && !connecting_;
    const bool wanted = events & IOLoop::kRead && (reads_ahead_ || reading());
    const bool all_read = !(failed || wanted) || handle_read();
    if (closed_) return;
    if (connecting_ && events & (IOLoop::kWrite | IOLoop::kError)) {
      const trace::Call call("handle_connect", Site::current(), id_);
      handle_connect();
    }
    if (closed_) return;
    if (holds_output_) flush_output();
    if (closed_) return;
    // An empty write, too, is done only now.
    if (events & IOLoop::kWrite && (writing() || write_callback_)) {
      const trace::Call call("handle_write", Site::current(), id_);
      handle_write();
    }
    if (closed_) return;
    if (events & IOLoop::kError && all_read) return handle_error();
    update_state();
  } catch (...) {
    sys::log(sys::LogLevel::error, "Uncaught exception, closing connection.");
    close(std::current_exception());
    throw;
  }
}

void BaseIOStream::handle_handshake() {
  const trace::Call call("do_handshake", Site::current(), id_);
  if (holds_output_) flush_output();
  if (!closed_) do_handshake();
  // Its last bytes may have come together with the first of what follows.
  if (!closed_ && !handshaking_ && (writing() || write_callback_)) handle_write();
  if (!closed_ && !handshaking_) handle_read();
  if (!closed_) update_state();
}

// What was read just now may have scheduled a callback: it shall run before the close.
void BaseIOStream::handle_error() {
  if (auto error = get_fd_error()) error_ = std::move(error);
  io_loop_.add_callback(named("close", [self = shared_from_this()] { self->close(); }));
}

// True: the kernel has no more. Else the next poll tells again of what is left, and of an error.
bool BaseIOStream::handle_read() {
  const trace::Call call("handle_read", Site::current(), id_);
  bool all_read = true;
  try {
    all_read = read_all();
  } catch (...) {
    sys::log(sys::LogLevel::warning,
             "error on read: " + describe(std::current_exception()).message);
    close(std::current_exception());
    return true;
  }
  trace::emit<Kind::stream_scan>(Site::current(), 0, f::stream(id_),
                                 f::bytes(static_cast<std::int64_t>(buffer_.size())));
  if (!read_from_buffer()) maybe_run_close_callback();
  return all_read;
}

// The rest of what the stream holds: no poll will tell of it.
void BaseIOStream::read_on() {
  io_loop_.add_callback(named("read_on", [self = shared_from_this()] {
    if (!self->closed_ && self->reading()) self->handle_events(IOLoop::kRead);
  }));
}

void BaseIOStream::update_state() {
  std::uint32_t state = IOLoop::kError;
  if (handshaking_ || reading()) state |= IOLoop::kRead;
  if (holds_output_ || (writing() && !handshaking_)) state |= IOLoop::kWrite;
  if (state == IOLoop::kError && reads_ahead_)
    state |= IOLoop::kRead;  // an idle stream still wants to hear of the close
  if (state == state_) return;
  state_ = state;
  io_loop_.update_handler(fileno(), state);
}

void BaseIOStream::add_io_state(std::uint32_t events, Site at) {
  if (closed_) return;  // no more events will come
  if (!state_) {
    state_ = IOLoop::kError | events;
    trace::emit<Kind::stream_listen>(at, 0, f::stream(id_), f::events(*state_), f::added(true));
    const stack_context::NullContext none;
    io_loop_.add_handler(
        fileno(),
        named("handle_events", [self = shared_from_this()](
                                   int, std::uint32_t ready) { self->handle_events(ready); }),
        *state_, at);
  } else if ((*state_ & events) == 0) {
    state_ = *state_ | events;
    trace::emit<Kind::stream_listen>(at, 0, f::stream(id_), f::events(*state_), f::added(true));
    io_loop_.update_handler(fileno(), *state_, at);
  }
}

// Registers at last, so that a close is noticed; not while callbacks are pending, which may read
// more and need another registration.
void BaseIOStream::maybe_add_error_listener() {
  if (state_ || pending_callbacks_ != 0) return;
  if (closed_)
    maybe_run_close_callback();
  else
    add_io_state(IOLoop::kRead);
}

void BaseIOStream::maybe_run_close_callback() {
  if (!closed_ || pending_callbacks_ != 0) return;
  if (close_callback_) run_callback(std::exchange(close_callback_, nullptr));
  // They will not run any more; what they own may own this stream.
  read_.end();
  write_callback_ = nullptr;
}

// A callback on its way through the loop, and the stream that it keeps alive: made once, and moved
// once, to where the loop keeps it.
template <class Call>
struct BaseIOStream::Scheduled {
  std::shared_ptr<BaseIOStream> self;
  const char* name;
  Call call;
  const char* callable_name() const { return name; }
  void operator()() { self->run_pending(call); }
};

void BaseIOStream::run_callback(StreamCallback callback, Site at) {
  const char* const name = callback.name();
  schedule(
      name, [callback = std::move(callback)]() mutable { callback(); }, at);
}

void BaseIOStream::run_callback(ReadCallback callback, std::string data, Site at) {
  struct Call {
    ReadCallback callback;
    std::string data;
    void operator()() { callback(std::move(data)); }
  };
  const char* const name = callback.name();
  schedule(name, Call{std::move(callback), std::move(data)}, at);
}

void BaseIOStream::run_callback(std::shared_ptr<ReadCallback> callback, std::string data, Site at) {
  const char* const name = callback->name();
  schedule(
      name,
      [callback = std::move(callback), data = std::move(data)]() mutable {
        (*callback)(std::move(data));
      },
      at);
}

// From the loop's next turn, never now: no unbounded recursion, and no callback inside the call
// that set it.
template <class Call>
void BaseIOStream::schedule(const char* name, Call&& call, Site at) {
  const stack_context::NullContext none;  // the callback has its own context already
  ++pending_callbacks_;
  io_loop_.schedule(Scheduled<Call>{shared_from_this(), name, std::forward<Call>(call)}, at, id_);
}

template <class Call>
void BaseIOStream::run_pending(Call& call) {
  --pending_callbacks_;
  try {
    call();
  } catch (...) {
    // Not left to the last owner: descriptors must not run out before it goes.
    sys::log(sys::LogLevel::error, "Uncaught exception, closing connection.");
    close(std::current_exception());
    throw;
  }
  maybe_add_error_listener();
}

}  // namespace eyewall
