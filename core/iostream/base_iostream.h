// BaseIOStream: buffered, non-blocking reading and writing over a descriptor.
//
// What: read until a pattern, a delimiter, a number of bytes, or the end; write; close; each with a
// callback. For: IOStream (sockets), and streams over other descriptors. Threads: the loop's own.
// Ownership: made as std::shared_ptr. The loop shares it while it is registered, and so does every
// callback
//   that it has scheduled; close() ends that.
// Errors: a read callback that throws closes the stream. Callbacks always run from the loop, never
// from the
//   call that set them; the close callback comes after the others.
// Source: Tornado 3.1.1 iostream.BaseIOStream.
#pragma once

#include <algorithm>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "ioloop/ioloop.h"
#include "iostream/pending_read.h"
#include "iostream/read_buffer.h"
#include "sys/result.h"

namespace eyewall {

/// A read or write on a stream that is closed. It may come before the close callback does.
class StreamClosedError : public std::runtime_error {
 public:
  StreamClosedError() : std::runtime_error("Stream is closed") {}
};

/// A second read while one is pending.
class AlreadyReadingError : public std::logic_error {
 public:
  AlreadyReadingError() : std::logic_error("Already reading: a stream has one read at a time") {}
};

/// More came than max_buffer_size, and nobody took it.
class BufferFullError : public std::runtime_error {
 public:
  BufferFullError() : std::runtime_error("Reached maximum read buffer size") {}
};

/// A delimiter or pattern did not end within max_bytes. Source: Tornado 4.0, against endless
/// headers.
class UnsatisfiableReadError : public std::runtime_error {
 public:
  explicit UnsatisfiableReadError(std::size_t max_bytes)
      : std::runtime_error("delimiter not found within " + std::to_string(max_bytes) + " bytes") {}
};

using StreamCallback = stack_context::Wrapped<void()>;

class BaseIOStream : public std::enable_shared_from_this<BaseIOStream> {
 public:
  static constexpr std::size_t kMaxBufferSize = 104857600;
  static constexpr std::size_t kReadChunkSize = 65536;
  /// A turn of the loop reads about so many bytes, where they are wanted, before it hands them out.
  static constexpr std::size_t kMuch = 1048576;

  virtual ~BaseIOStream();
  BaseIOStream(const BaseIOStream&) = delete;
  BaseIOStream& operator=(const BaseIOStream&) = delete;

  /// Each read: one at a time (AlreadyReadingError); StreamClosedError when it cannot be met from
  /// the buffer of a closed stream. The callback gets all bytes up to the match, the match
  /// included. max_bytes: closes the stream with UnsatisfiableReadError when the match is not
  /// within so many bytes (0: no such limit).
  void read_until_regex(const std::string& regex, ReadCallback callback, std::size_t max_bytes = 0,
                        Site at = Site::current());
  void read_until(std::string delimiter, ReadCallback callback, std::size_t max_bytes = 0,
                  Site at = Site::current());
  /// With a streaming_callback, chunks go there as they come, and the callback gets nothing.
  void read_bytes(std::size_t num_bytes, ReadCallback callback,
                  ReadCallback streaming_callback = nullptr, Site at = Site::current());
  /// Also of a stream that is closed already: gives what is left.
  void read_until_close(ReadCallback callback, ReadCallback streaming_callback = nullptr,
                        Site at = Site::current());

  /// Writes as much as can be, keeps the rest. The callback runs when all is written; a later
  /// write's callback replaces it. Throws StreamClosedError.
  void write(std::string data, StreamCallback callback = nullptr, Site at = Site::current());

  /// A read whose match is not within its max_bytes then gets so many bytes, without a match, and
  /// the stream stays open: for whoever wants to answer.
  void set_cut_at_limit(bool value) { cut_at_limit_ = value; }
  /// Whether what has come so far cannot become what a read_until_regex waits for. The read then
  /// gets it as it is, without a match: whoever waits for the rest may wait for ever.
  void set_hopeless(bool (*hopeless)(std::string_view)) { hopeless_ = hopeless; }
  /// A read that gets less than there is room for is the last one until a poll tells of more: two
  /// system calls less, and an end of the stream that came with the bytes is noticed after they are
  /// handed out.
  void set_stop_at_short_read(bool value) { stop_at_short_read_ = value; }
  /// False: while nothing is asked for, nothing is read. What comes waits in the kernel, where it
  /// stops the peer; an end of the stream that is no reset is then noticed with the next read only.
  void set_reads_ahead(bool value) { reads_ahead_ = value; }
  void set_close_callback(StreamCallback callback) { close_callback_ = std::move(callback); }
  /// Closes. The close callback is scheduled behind the callbacks that are pending. `error`: why,
  /// for error().
  void close(std::exception_ptr error = nullptr, Site at = Site::current());

  bool reading() const { return static_cast<bool>(read_); }
  bool writing() const { return write_position_ < write_buffer_.size(); }
  bool closed() const { return closed_; }
  /// Bytes that are read and that nobody has taken.
  std::size_t buffered() const { return buffer_.size(); }
  /// Bytes that are written and that the kernel has not taken.
  std::size_t unsent() const { return write_buffer_.size() - write_position_; }
  std::size_t max_buffer_size() const { return max_buffer_size_; }
  /// Connected, and not yet agreed with the peer on how to speak (TLS).
  bool handshaking() const { return handshaking_; }
  /// Why the stream closed; null: no error.
  std::exception_ptr error() const { return error_; }
  trace::Id id() const { return id_; }
  IOLoop& io_loop() const { return io_loop_; }

 protected:
  BaseIOStream(IOLoop& io_loop, std::size_t max_buffer_size, std::size_t read_chunk_size);

  virtual int fileno() const = 0;
  virtual void close_fd() = 0;
  virtual sys::Result write_to_fd(std::string_view data) = 0;
  /// Value 0: the peer has closed.
  virtual sys::Result read_from_fd(std::span<char> out) = 0;
  /// The error that the kernel holds for the descriptor; null: none is known.
  virtual std::exception_ptr get_fd_error() { return nullptr; }
  /// A connection that was begun is ready, or has failed.
  virtual void handle_connect() {}
  /// While handshaking_: goes on with it. It ends by clearing the flag, or by a close.
  virtual void do_handshake() {}
  /// While holds_output_: sends what the kernel did not take.
  virtual void flush_output() {}
  /// Bytes that read_from_fd would give, though the kernel has none.
  virtual bool holds_input() const { return false; }

  void check_closed() const;
  void add_io_state(std::uint32_t events, Site at = Site::current());
  void run_callback(StreamCallback callback, Site at = Site::current());
  void run_callback(ReadCallback callback, std::string data, Site at = Site::current());
  void run_callback(std::shared_ptr<ReadCallback> callback, std::string data,
                    Site at = Site::current());

  bool connecting_ = false;
  bool handshaking_ = false;   // reads and writes wait for its end
  bool holds_output_ = false;  // besides what is written: WRITE is asked for
  std::exception_ptr error_;

 private:
  enum class Read { data, last, nothing };  // last: there is no more, most likely

  void set_read(PendingRead::How how, ReadCallback callback);
  void want(std::int64_t bytes, std::string_view pattern, Site at);
  void handle_events(std::uint32_t events);
  void handle_handshake();
  bool handle_read();
  void handle_write();
  void handle_error();
  void update_state();
  void try_inline_read();
  void read_on();
  bool read_all();
  Read read_to_buffer();
  bool read_from_buffer(Site at = Site::current());
  std::string consume(std::size_t bytes);
  void finish_read_until_close();
  std::size_t much() const { return std::min(kMuch, max_buffer_size_ / 2); }
  void maybe_run_close_callback();
  void maybe_add_error_listener();
  /// The kernel had no more, and the loop is asked to say when it has.
  bool poll_tells() const { return drained_ && state_ && (*state_ & IOLoop::kRead) != 0; }
  template <class Call>
  struct Scheduled;
  template <class Call>
  void schedule(const char* name, Call&& call, Site at);
  template <class Call>
  void run_pending(Call& call);

  IOLoop& io_loop_;
  const std::size_t max_buffer_size_;
  const std::size_t read_chunk_size_;
  ReadBuffer buffer_;
  PendingRead read_;
  std::string write_buffer_;
  std::size_t write_position_ = 0;
  StreamCallback write_callback_;
  StreamCallback close_callback_;
  std::optional<std::uint32_t> state_;  // the events asked of the loop; nothing: not registered
  int pending_callbacks_ = 0;           // the close callback waits until there are none
  bool closed_ = false;
  bool cut_at_limit_ = false;
  bool (*hopeless_)(std::string_view) = nullptr;
  bool stop_at_short_read_ = false;
  bool reads_ahead_ = true;
  bool drained_ = false;  // by a short read, or one that found nothing
  trace::Seq wanted_ = 0;
  trace::Id id_;
};

}  // namespace eyewall
