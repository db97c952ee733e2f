// FrameReader: bytes become messages, pings, pongs and a close.
//
// What: a state machine that takes bytes as they come, unmasks them where they lie, and refuses
//   what RFC 6455 forbids as soon as it shows: a header before its payload, a byte that is not
//   UTF-8 before the frame has ended.
// For: WebSocketConnection. Nothing here reads or waits.
// Threads: one at a time.
// Ownership: owns the message that is under way: at most max_message_size bytes, and one frame of a
//   control frame's size.
// Errors: BadFrame; the reader is of no use after it.
// Source: RFC 6455 sections 5 and 8.1, RFC 7692 section 6; Tornado 3.1.1
//   websocket.WebSocketProtocol13, from _on_frame_start to _handle_message, where each step is a
//   read of the stream. Here one read brings what is there, and the steps are a loop.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "trace/kind.h"
#include "trace/sink.h"
#include "websocket/deflate.h"
#include "websocket/frame.h"
#include "websocket/utf8.h"

namespace eyewall::websocket {

class FrameReader {
 public:
  struct Settings {
    bool masked = true;                       // frames must be (a client's), or must not be
    std::size_t max_message_size = 0;         // bytes
    std::unique_ptr<Inflater> inflater = {};  // null: nothing is compressed
    trace::Id stream = 0;                     // for the trace
  };
  /// A whole one: text or binary for a message, close, ping or pong.
  struct Event {
    Opcode opcode = Opcode::text;
    std::string payload = {};
  };

  explicit FrameReader(Settings settings) : settings_(std::move(settings)) {}

  /// Takes bytes off the front of `input`, which it may change, up to the end of the next event.
  /// Nothing: all of it is taken, and more must come.
  std::optional<Event> next(std::span<char>& input);

 private:
  bool on_frame_start(std::span<char>& input);
  std::optional<FrameHeader> gather(std::span<char>& input);
  void check(const FrameHeader& header) const;
  void on_frame_data(std::span<char>& input);
  void add_to_message(std::string_view bytes);
  void check_text(std::size_t from);
  Event on_message_end();

  Settings settings_;
  std::optional<FrameHeader> header_;      // of the frame whose payload comes
  std::uint64_t taken_ = 0;                // bytes of that payload
  std::array<char, kMaxHeaderSize> head_;  // a header that came in pieces
  std::size_t head_size_ = 0;
  std::string control_;           // a control frame's payload
  std::optional<Opcode> opcode_;  // of the message that is under way
  bool compressed_ = false;       // it is
  std::string message_;
  Utf8Validator utf8_;
};

}  // namespace eyewall::websocket
